using Stateless;
using Stateless.Graph;
using State = DexGrasp.Planner.Loops.GraspLoopState;
using Trigger = DexGrasp.Planner.Loops.GraspLoopTrigger;

namespace DexGrasp.Planner.Loops;

/// <summary>
/// The order in which a task is done, as DexGraspVLA's loop (arXiv 2502.20900) with the branches that it lacks: not
/// found, attempts used up, fault and stop. Holds the state only; the caller does the work of each state.
/// </summary>
/// <remarks>One owner: calls must not overlap. Overlapping calls throw and change nothing.</remarks>
public sealed class GraspLoopMachine
{
    private static readonly (State From, Trigger Trigger, State To)[] Transitions =
    [
        (State.Idle, Trigger.Begin, State.CheckingCompletion),
        (State.Idle, Trigger.Refuse, State.Refused),
        (State.CheckingCompletion, Trigger.TaskDone, State.Finished),
        (State.CheckingCompletion, Trigger.TaskOpen, State.Proposing),
        (State.CheckingCompletion, Trigger.NothingMatches, State.NotFound),
        (State.CheckingCompletion, Trigger.AttemptsUsedUp, State.Failed),
        (State.CheckingCompletion, Trigger.Supersede, State.Superseded),
        (State.Proposing, Trigger.ObjectChosen, State.Grounding),
        (State.Proposing, Trigger.NothingMatches, State.NotFound),
        (State.Proposing, Trigger.AttemptsUsedUp, State.Failed),
        (State.Grounding, Trigger.BoxFound, State.Segmenting),
        (State.Grounding, Trigger.BoxLost, State.Recovering),
        (State.Segmenting, Trigger.MaskFound, State.Grasping),
        (State.Segmenting, Trigger.MaskLost, State.Recovering),
        (State.Grasping, Trigger.GraspEnded, State.Verifying),
        (State.Grasping, Trigger.GraspGaveUp, State.Recovering),
        (State.Verifying, Trigger.Held, State.Placing),
        (State.Verifying, Trigger.HeldForGood, State.Finished),
        (State.Verifying, Trigger.NotHeld, State.Recovering),
        (State.Placing, Trigger.Placed, State.CheckingCompletion),
        (State.Placing, Trigger.PlaceGaveUp, State.Recovering),
        (State.Recovering, Trigger.HomeReached, State.CheckingCompletion),
        (State.Recovering, Trigger.AttemptsUsedUp, State.Failed),
    ];

    private readonly StateMachine<State, Trigger> _machine = new(State.Idle);
    private int _busy;

    /// <summary>Makes a machine in state <see cref="GraspLoopState.Idle"/>.</summary>
    public GraspLoopMachine()
    {
        foreach ((State from, Trigger trigger, State to) in Transitions)
            _machine.Configure(from).Permit(trigger, to);
        foreach (State state in Enum.GetValues<State>())
            ConfigureCommon(state);
        _machine.OnTransitioned(t => Changed?.Invoke(t.Source, t.Trigger, t.Destination));
    }

    /// <summary>Raised on the caller's thread after each change: from, trigger, to.</summary>
    public event Action<GraspLoopState, GraspLoopTrigger, GraspLoopState>? Changed;

    /// <summary>Gets where the loop stands.</summary>
    public GraspLoopState State => _machine.State;

    /// <summary>Gets whether the task has ended, well or not.</summary>
    public bool HasEnded => IsEnd(State);

    /// <summary>Gets what can happen in the present state.</summary>
    public IReadOnlyList<GraspLoopTrigger> Allowed => [.. Enum.GetValues<Trigger>().Where(_machine.CanFire)];

    /// <summary>Gets whether a state ends a task.</summary>
    public static bool IsEnd(GraspLoopState state) =>
        state is State.NotFound or State.Finished or State.Refused or State.Failed or State.Superseded or State.Stopped;

    /// <summary>Tells the machine what happened.</summary>
    /// <returns>The new state.</returns>
    /// <exception cref="InvalidOperationException">This cannot happen in the present state, or two calls overlap; the state stays.</exception>
    public GraspLoopState Fire(GraspLoopTrigger trigger)
    {
        if (Interlocked.Exchange(ref _busy, 1) != 0)
            throw new InvalidOperationException($"Grasp loop: '{trigger}' came while another call was under way; one owner at a time may drive it. The state stays '{State}'.");
        try
        {
            if (!_machine.CanFire(trigger))
                throw new InvalidOperationException($"Grasp loop: '{trigger}' cannot happen in state '{State}'; possible are: {string.Join(", ", Allowed)}. The state stays '{State}'.");
            _machine.Fire(trigger);
            return _machine.State;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Returns the diagram of states and triggers in Mermaid's notation, as docs/grasp-loop.md shows it.</summary>
    public string ToMermaid() => MermaidGraph.Format(_machine.GetInfo()).ReplaceLineEndings("\n").Trim();

    // Stop works from anywhere, also twice; the other ends wait for a reset.
    private void ConfigureCommon(State state)
    {
        StateMachine<State, Trigger>.StateConfiguration configuration = _machine.Configure(state);
        if (state == State.Stopped)
            configuration.Ignore(Trigger.Stop);
        else
            configuration.Permit(Trigger.Stop, State.Stopped);
        if (IsEnd(state))
            configuration.Permit(Trigger.Reset, State.Idle);
        else
            configuration.Permit(Trigger.Fault, State.Failed);
    }
}
