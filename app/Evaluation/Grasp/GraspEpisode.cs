using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>
/// One episode: an object is asked for; the policy has three attempts to lift it and hold it for a second. The judge looks at
/// the true state, finder and policy at what their kind may see.
/// </summary>
internal sealed class GraspEpisode(GraspTask task, LockStepLink link, IGraspController controller, ITargetFinder finder)
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan LongestMotion = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(EpisodeJudge.HoldS + 0.2);

    public int Attempts { get; private set; }

    /// <summary>Gets or sets who is told of each answer of the policy.</summary>
    public Action<GraspGoal, Observation, ControllerStep>? Acted { get; init; }

    /// <summary>Gets the time from an observation until its chunk is in play: no sooner does the policy look again.</summary>
    public TimeSpan InferenceDelay { get; init; }

    private bool IsOpen => task.Judge.Outcome == EpisodeOutcome.Running;

    /// <summary>Runs it.</summary>
    /// <returns>"ok", or why it failed.</returns>
    public string Run(CancellationToken stop)
    {
        Wait(link.ArmAsync(stop));
        Observation now = Observe(TimeSpan.Zero, stop);
        string reason = "";
        while (true)
        {
            if (finder.Find(now, out string missing) is not { } goal)
                return Words(task.Judge.Finish(), missing);
            Attempts++;
            controller.BeginGrasp(goal, now);
            (reason, now) = Follow(goal, now, stop);
            if (reason.Length == 0 && IsOpen)
            {
                Wait(link.SendAsync(Still(now.State), controller.Name, stop));
                now = Observe(now.State.At + Hold, stop);
            }

            if (!IsOpen || now.State.Mode == GateMode.Latched || Attempts == MostAttempts)
                return Words(task.Judge.Finish(), now.State.Mode == GateMode.Latched ? "stopped by the safety gate" : reason);
            controller.BeginHome(now);
            (_, now) = Follow(goal, now, stop);
            finder.Failed();
        }
    }

    private static string Words(EpisodeOutcome outcome, string reason) => outcome switch
    {
        EpisodeOutcome.Success => EpisodeResult.Ok,
        EpisodeOutcome.WrongObject => "another object was lifted",
        EpisodeOutcome.OffTable => "pushed off the table",
        EpisodeOutcome.PhysicsUnstable => "physics became unstable",
        _ when reason.Length > 0 => reason,
        EpisodeOutcome.Dropped => "slipped while held",
        _ => "not lifted, though the policy took it for done",
    };

    // The reason is empty once the policy says that it is done or the judge has decided.
    private (string Reason, Observation Now) Follow(GraspGoal goal, Observation now, CancellationToken stop)
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
                return (step.Status == ControllerStatus.Done ? "" : step.Note, Observe(now.State.At + TimeSpan.FromSeconds(0.2), stop));
            }

            // Whoever goes on after the deadline looks, whatever this motion would have done.
            TimeSpan next = now.State.At + (step.ObserveAgainAfter > InferenceDelay ? step.ObserveAgainAfter : InferenceDelay);
            now = Observe(next, stop, step.LooksNext || next + Margin >= deadline);
            if (!IsOpen || now.State.Mode == GateMode.Latched)
                return ("", now);
        }

        return ($"not done within {LongestMotion.TotalSeconds:0} s", now);
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

    private Observation Observe(TimeSpan notBefore, CancellationToken stop, bool looks = true) =>
        link.ObserveAsync(notBefore, looks, stop).GetAwaiter().GetResult();
}
