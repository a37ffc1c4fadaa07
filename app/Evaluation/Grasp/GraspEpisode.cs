using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>
/// One episode: an object is pointed out in the head picture; the policy has three attempts to lift it and hold it for a
/// second. The judge looks at the true state, the policy at what its kind may see.
/// </summary>
internal sealed class GraspEpisode(SimulatedWorld world, LockStepLink link, TargetView view, IGraspController controller, int target)
{
    /// <summary>How far the object has to be above where it was. Unit: m.</summary>
    public const double LiftM = 0.08;

    private const int MostAttempts = 3;
    private static readonly TimeSpan LongestMotion = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(1);
    private readonly double _startHeightM = world.WorldFromObject(target).Translation.Z;

    public int Attempts { get; private set; }

    /// <summary>Gets or sets who is told of each answer of the policy.</summary>
    public Action<GraspGoal, Observation, ControllerStep>? Acted { get; init; }

    /// <summary>Runs it.</summary>
    /// <returns>"ok", or why it failed.</returns>
    public string Run(CancellationToken stop)
    {
        Wait(link.ArmAsync(stop));
        Observation now = Observe(TimeSpan.Zero, stop);
        string reason = "not tried";
        while (Attempts < MostAttempts)
        {
            if (view.BoxOf(target) is not { } box)
                return Attempts == 0 ? "not visible" : "knocked out of view";
            Attempts++;
            (reason, now) = Attempt(box, now, stop);
            if (reason == EpisodeResult.Ok || !world.Healthy || now.State.Mode == GateMode.Latched || Attempts == MostAttempts)
                break;
            controller.BeginHome(now);
            (_, now) = Follow(Goal(box, now), now, stop);
        }

        return !world.Healthy ? "physics became unstable" : now.State.Mode == GateMode.Latched ? "stopped by the safety gate" : reason;
    }

    private (string Reason, Observation Now) Attempt(BoundingBox box, Observation now, CancellationToken stop)
    {
        GraspGoal goal = Goal(box, now);
        controller.BeginGrasp(goal, now);
        (string? gaveUp, now) = Follow(goal, now, stop);
        if (gaveUp is not null)
            return (gaveUp, now);
        if (!IsLifted())
            return ("not lifted, though the policy took it for done", now);
        Wait(link.SendAsync(Still(now.State), controller.Name, stop));
        now = Observe(now.State.At + Hold, stop);
        return (IsLifted() ? EpisodeResult.Ok : "slipped while held", now);
    }

    // Returns null once the policy says that it is done, else why it is not.
    private (string? GaveUp, Observation Now) Follow(GraspGoal goal, Observation now, CancellationToken stop)
    {
        TimeSpan deadline = now.State.At + LongestMotion;
        while (now.State.At < deadline)
        {
            ControllerStep step = controller.Act(now);
            Acted?.Invoke(goal, now, step);
            Wait(link.SendAsync(step.Chunk, controller.Name, stop));
            if (step.Status != ControllerStatus.Acting)
            {
                Wait(link.SendAsync(Still(now.State), controller.Name, stop));
                return (step.Status == ControllerStatus.Done ? null : step.Note, Observe(now.State.At + TimeSpan.FromSeconds(0.2), stop));
            }

            now = Observe(now.State.At + step.ObserveAgainAfter, stop);
            if (now.State.Mode == GateMode.Latched)
                return ("stopped by the safety gate", now);
        }

        return ($"not done within {LongestMotion.TotalSeconds:0} s", now);
    }

    private bool IsLifted() => world.WorldFromObject(target).Translation.Z - _startHeightM >= LiftM;

    private GraspGoal Goal(BoundingBox box, Observation now)
    {
        string label = string.Join(' ', world.Objects[target].Spec.Words.Adjectives.Take(1).Append(world.Objects[target].Spec.Words.Category));
        return new GraspGoal($"grasp the {label}", label, box, now.Head.Number);
    }

    private static ActionChunk Still(RobotState state)
    {
        var targets = new double[ActionChunk.Horizon * RobotModel.Dof];
        for (int step = 0; step < ActionChunk.Horizon; step++)
            state.CommandedRad.Span.CopyTo(targets.AsSpan(step * RobotModel.Dof));
        return new ActionChunk(targets, state.At);
    }

    // In lock-step every call is complete when it returns.
    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private Observation Observe(TimeSpan notBefore, CancellationToken stop) => link.ObserveAsync(notBefore, stop).GetAwaiter().GetResult();
}
