using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Loops;

/// <summary>What to grasp next, and why.</summary>
/// <param name="Trigger">What the grasp loop makes of it: <see cref="GraspLoopTrigger.ObjectChosen"/>, <see cref="GraspLoopTrigger.NothingMatches"/> or <see cref="GraspLoopTrigger.AttemptsUsedUp"/>.</param>
/// <param name="Instruction">One short sentence: "grasp the red cup"; empty when nothing was chosen.</param>
/// <param name="Reason">One or two sentences for people.</param>
/// <param name="Object">The chosen object in the picture that was looked at, or null.</param>
/// <param name="StepIndex">The plan's step that it belongs to, from 0.</param>
/// <param name="Seen">Everything that was seen.</param>
public sealed record Proposal(
    GraspLoopTrigger Trigger, string Instruction, string Reason, SeenObject? Object, int StepIndex, SceneView Seen)
{
    /// <summary>Gets what the chosen object is called in answers, by the person's own noun where there is one: "blue bottle"; empty when nothing was chosen.</summary>
    public string Label { get; init; } = "";

    /// <summary>Gets what the words mean, any of them; the guard against wrong targets holds the object against it. Empty: not known.</summary>
    public IReadOnlyList<ReferringExpression> Targets { get; init; } = [];
}
