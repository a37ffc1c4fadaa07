using System.Text.RegularExpressions;
using DexGrasp.Planner.Loops;
using Xunit;
using State = DexGrasp.Planner.Loops.GraspLoopState;
using Trigger = DexGrasp.Planner.Loops.GraspLoopTrigger;

namespace DexGrasp.Tests.Planner.Loops;

public sealed class GraspLoopMachineTests
{
    private static readonly Dictionary<State, Trigger[]> WayTo = new()
    {
        [State.Idle] = [],
        [State.CheckingCompletion] = [Trigger.Begin],
        [State.Proposing] = [Trigger.Begin, Trigger.TaskOpen],
        [State.Grounding] = [Trigger.Begin, Trigger.TaskOpen, Trigger.ObjectChosen],
        [State.Segmenting] = [Trigger.Begin, Trigger.TaskOpen, Trigger.ObjectChosen, Trigger.BoxFound],
        [State.Grasping] = [Trigger.Begin, Trigger.TaskOpen, Trigger.ObjectChosen, Trigger.BoxFound, Trigger.MaskFound],
        [State.Verifying] = [Trigger.Begin, Trigger.TaskOpen, Trigger.ObjectChosen, Trigger.BoxFound, Trigger.MaskFound, Trigger.GraspEnded],
        [State.Placing] = [Trigger.Begin, Trigger.TaskOpen, Trigger.ObjectChosen, Trigger.BoxFound, Trigger.MaskFound, Trigger.GraspEnded, Trigger.Held],
        [State.Recovering] = [Trigger.Begin, Trigger.TaskOpen, Trigger.ObjectChosen, Trigger.BoxLost],
        [State.NotFound] = [Trigger.Begin, Trigger.NothingMatches],
        [State.Finished] = [Trigger.Begin, Trigger.TaskDone],
        [State.Refused] = [Trigger.Refuse],
        [State.Failed] = [Trigger.Begin, Trigger.Fault],
        [State.Superseded] = [Trigger.Begin, Trigger.Supersede],
        [State.Stopped] = [Trigger.Stop],
    };

    // What may happen in each state besides Stop, Fault and Reset.
    private static readonly Dictionary<State, Trigger[]> Own = new()
    {
        [State.Idle] = [Trigger.Begin, Trigger.Refuse],
        [State.CheckingCompletion] = [Trigger.TaskDone, Trigger.TaskOpen, Trigger.NothingMatches, Trigger.AttemptsUsedUp, Trigger.Supersede],
        [State.Proposing] = [Trigger.ObjectChosen, Trigger.NothingMatches, Trigger.AttemptsUsedUp],
        [State.Grounding] = [Trigger.BoxFound, Trigger.BoxLost],
        [State.Segmenting] = [Trigger.MaskFound, Trigger.MaskLost],
        [State.Grasping] = [Trigger.GraspEnded, Trigger.GraspGaveUp],
        [State.Verifying] = [Trigger.Held, Trigger.HeldForGood, Trigger.NotHeld],
        [State.Placing] = [Trigger.Placed, Trigger.PlaceGaveUp],
        [State.Recovering] = [Trigger.HomeReached, Trigger.AttemptsUsedUp],
    };

    public static TheoryData<State, Trigger> All()
    {
        var data = new TheoryData<State, Trigger>();
        foreach (State state in Enum.GetValues<State>())
            foreach (Trigger trigger in Enum.GetValues<Trigger>())
                data.Add(state, trigger);
        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fire_EveryStateAndTrigger_IsDefinedOrRefused(State state, Trigger trigger)
    {
        GraspLoopMachine machine = In(state);
        bool end = GraspLoopMachine.IsEnd(state);
        bool allowed = trigger switch
        {
            Trigger.Stop => true,
            Trigger.Reset => end,
            Trigger.Fault => !end,
            _ => Own.GetValueOrDefault(state, []).Contains(trigger),
        };

        if (allowed)
        {
            State next = machine.Fire(trigger);
            Assert.Equal(next, machine.State);
            if (trigger == Trigger.Stop)
                Assert.Equal(State.Stopped, next);
            else if (trigger == Trigger.Reset)
                Assert.Equal(State.Idle, next);
            else
                Assert.NotEqual(state, next);
        }
        else
        {
            InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => machine.Fire(trigger));
            Assert.Contains($"'{trigger}' cannot happen in state '{state}'", e.Message, StringComparison.Ordinal);
            Assert.Equal(state, machine.State);
        }
    }

    [Fact]
    public void Fire_FailedGraspThenSuccess_EndsFinished()
    {
        GraspLoopMachine machine = In(State.Verifying);
        var seen = new List<State>();
        machine.Changed += (_, _, to) => seen.Add(to);
        foreach (Trigger trigger in new[] { Trigger.NotHeld, Trigger.HomeReached, Trigger.TaskOpen, Trigger.ObjectChosen, Trigger.BoxFound, Trigger.MaskFound, Trigger.GraspEnded, Trigger.Held, Trigger.Placed, Trigger.TaskDone })
            machine.Fire(trigger);
        Assert.Equal(State.Finished, machine.State);
        Assert.True(machine.HasEnded);
        Assert.Equal(10, seen.Count);
    }

    [Fact]
    public void Fire_InsideANotification_IsRefused()
    {
        var machine = new GraspLoopMachine();
        Exception? caught = null;
        machine.Changed += (_, _, _) => caught = Record.Exception(() => machine.Fire(Trigger.Stop));
        machine.Fire(Trigger.Begin);
        Assert.IsType<InvalidOperationException>(caught);
        Assert.Equal(State.CheckingCompletion, machine.State);
    }

    [Fact]
    public void Diagram_InDocs_IsTheMachine()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "grasp-loop.md")).ReplaceLineEndings("\n");
        string diagram = Regex.Match(text, "```mermaid\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value.Trim();
        string actual = new GraspLoopMachine().ToMermaid();
        Assert.True(diagram == actual, $"docs/grasp-loop.md differs from the machine; put this into it:\n{actual}");
    }

    [Fact]
    public void Docs_NameEveryState()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "grasp-loop.md"));
        foreach (State state in Enum.GetValues<State>())
            Assert.Contains($"| {state} |", text, StringComparison.Ordinal);
    }

    internal static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DexGrasp.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("DexGrasp.sln was not found above the tests.");
    }

    private static GraspLoopMachine In(State state)
    {
        var machine = new GraspLoopMachine();
        foreach (Trigger trigger in WayTo[state])
            machine.Fire(trigger);
        Assert.Equal(state, machine.State);
        return machine;
    }
}
