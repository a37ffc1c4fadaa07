namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>JSON on event/plan: something that the planner decided or said.</summary>
/// <param name="AtS">Time of the newest observation, on the driver host's clock. Unit: s.</param>
/// <param name="Kind">"said" (words for the person), "state" (the grasp loop entered one), "target" (an object was chosen) or "ended".</param>
/// <param name="Words">For people.</param>
public sealed record PlanMessage(double AtS, string Kind, string Words)
{
    /// <summary>Gets the state of the grasp loop (docs/grasp-loop.md) with "state" and "ended"; else null.</summary>
    public string? State { get; init; }

    /// <summary>Gets the words of the task under way; null before the first.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the plan, one sentence a step, in order; null where there is none.</summary>
    public IReadOnlyList<string>? Steps { get; init; }

    /// <summary>Gets the number of the step under way, from 0; the number of steps when all are done.</summary>
    public int? Step { get; init; }

    /// <summary>Gets the grasps tried so far in this task.</summary>
    public int? Attempts { get; init; }

    /// <summary>Gets the objects that the loop believes to have placed.</summary>
    public int? Placed { get; init; }

    /// <summary>Gets what is to be grasped, with "target": "grasp the red cup".</summary>
    public string? Instruction { get; init; }

    /// <summary>Gets the target's box in the head picture: left, top, right, bottom, half-open. Unit: px.</summary>
    public IReadOnlyList<int>? Box { get; init; }

    /// <summary>Gets the number of the head picture that <see cref="Box"/> refers to.</summary>
    public long? Frame { get; init; }

    /// <summary>
    /// Gets the target's pixels inside <see cref="Box"/>, row by row, as lengths of runs that lie outside and inside it in turn, beginning
    /// outside; null where they are not known or too ragged to tell.
    /// </summary>
    public IReadOnlyList<int>? MaskRuns { get; init; }
}
