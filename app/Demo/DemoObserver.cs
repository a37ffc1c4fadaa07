using DexGrasp.App.Grasping;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Demo;

/// <summary>Turns what a run reports into the video's text, the recording, the report's events and lines for the console. Safe for several threads.</summary>
internal sealed class DemoObserver(DemoScreen screen, RecordingWriter recording, Action<string> tell) : IGraspLoopObserver
{
    private readonly Lock _lock = new();
    private readonly List<DemoEvent> _events = [];
    private long _refused;

    /// <summary>Gets how many chunks the gate refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Gets what happened so far, in order.</summary>
    public IReadOnlyList<DemoEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    public void Said(string words)
    {
        Happened("plan", words);
        screen.Say(words);
        tell(words);
    }

    public void Entered(GraspLoopState state, string words, TaskMemory memory)
    {
        DemoView view = screen.Change(v => v with
        {
            Phase = Phase(state),
            Note = "",
            Goal = IsAboutAnObject(state) ? v.Goal : null,
            Target = IsAboutAnObject(state) ? v.Target : null,
            Placed = v.Phase == Phase(GraspLoopState.Placing) && state == GraspLoopState.CheckingCompletion ? v.Placed + 1 : v.Placed,
        });
        Happened("loop", words.Length == 0 ? view.Phase : $"{view.Phase}: {words}");
        if (words.Length > 0 && state is GraspLoopState.Placing or GraspLoopState.Recovering or GraspLoopState.CheckingCompletion)
            tell($"{view.State?.At.TotalSeconds ?? 0,7:0.0} s  {words}");
    }

    public void Chose(GraspGoal goal, Mask? mask, Observation observation)
    {
        Happened("goal", goal.Instruction);
        screen.Change(v => v with { Goal = goal, Target = mask });
        screen.Say(goal.Instruction);
        screen.KeepPicture(observation.Head.CapturedAt, goal.Instruction, observation.Head.Rgb, goal.Box);
    }

    public void Acted(Observation observation, ControllerStep answer) => screen.Change(v => v with { Target = answer.Target, Note = answer.Note });

    public void Measured(RobotState state)
    {
        screen.Change(v => v with { State = state });
        recording.Add(state);
    }

    public void Decided(GateEventMessage decision)
    {
        if (decision.Kind == "refused")
        {
            long refused = Interlocked.Increment(ref _refused);
            screen.Change(v => v with { Refused = refused });
        }

        if (decision.Kind != "changed")
            Happened("gate", decision.Words);
    }

    public void Faulted(FaultMessage fault)
    {
        Happened("fault", $"{fault.Source}: {fault.Words}");
        tell($"fault, {fault.Source}: {fault.Words}");
    }

    private static bool IsAboutAnObject(GraspLoopState state) =>
        state is GraspLoopState.Segmenting or GraspLoopState.Grasping or GraspLoopState.Verifying or GraspLoopState.Placing;

    private static string Phase(GraspLoopState state) => state switch
    {
        GraspLoopState.CheckingCompletion => "checking",
        GraspLoopState.NotFound => "not found",
        _ => state.ToString().ToLowerInvariant(),
    };

    private void Happened(string kind, string text)
    {
        var happened = new DemoEvent(screen.View.State?.At.TotalSeconds ?? 0, kind, text);
        lock (_lock)
            _events.Add(happened);
        recording.Add(happened);
    }
}
