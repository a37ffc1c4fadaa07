using DexGrasp.App.Demo;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.Grounding;
using DexGrasp.App.Grasping;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Loops;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>Watches a grasp loop and holds each of its decisions against the true state. Decides nothing itself.</summary>
/// <param name="world">Nobody may step it while the loop reports.</param>
/// <param name="meant">Whether each object is meant by the task. Shape: that of the world's objects.</param>
/// <param name="film">Is shown what the cameras see; null for none.</param>
internal sealed class LongHorizonJudge(SimulatedWorld world, IReadOnlyList<bool> meant, EpisodeFilm? film = null) : IGraspLoopObserver
{
    private const double LeastOverlap = 0.5;
    private const double TouchN = 0.1;
    private const double LiftedM = 0.05;
    private const double TableM = -0.02;
    private readonly double[] _heightM = [.. Enumerable.Range(0, world.Objects.Count).Select(i => world.WorldFromObject(i).Translation.Z)];
    private GraspLoopState _state = GraspLoopState.Idle;
    private int _shown = -1;
    private GraspGoal? _goal;

    /// <summary>Gets what was right so far.</summary>
    public StageCounts Counts { get; private set; } = StageCounts.None;

    /// <summary>Gets what happened, one short sentence each: the objects' names are the simulator's.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Gets how many objects that are meant are neither in the tray nor off the table.</summary>
    public int Left => Enumerable.Range(0, meant.Count).Count(i => meant[i] && !TrayJudge.IsInTray(world, i) && world.WorldFromObject(i).Translation.Z > TableM);

    /// <summary>Gets how many objects that are meant are in the tray.</summary>
    public int Placed => Enumerable.Range(0, meant.Count).Count(i => meant[i] && TrayJudge.IsInTray(world, i));

    /// <summary>Gets how many objects that are not meant are in the tray.</summary>
    public int Wrong => Enumerable.Range(0, meant.Count).Count(i => !meant[i] && TrayJudge.IsInTray(world, i));

    /// <summary>Gets whether the task is done: all that is meant is in the tray, and nothing else.</summary>
    public bool IsDone => Placed == meant.Count(m => m) && Wrong == 0;

    public void Said(string words)
    {
    }

    public void Entered(GraspLoopState state, string words, TaskMemory memory)
    {
        GraspLoopState from = _state;
        _state = state;
        if (from == GraspLoopState.CheckingCompletion && state != GraspLoopState.Stopped)
            Check(saysDone: state != GraspLoopState.Proposing);
        if (from == GraspLoopState.Proposing && state != GraspLoopState.Grounding)
            Counts = Counts with { Proposals = Counts.Proposals + 1, RightProposals = Counts.RightProposals + (Left == 0 ? 1 : 0) };
        if (from == GraspLoopState.Grounding && state == GraspLoopState.Recovering)
            Counts = Counts with { Proposals = Counts.Proposals + 1, Boxes = Counts.Boxes + 1 };
        if (from == GraspLoopState.Grasping)
            Grasped(words);
        if (from == GraspLoopState.Verifying)
            Verified(state == GraspLoopState.Placing, words);
        if (from == GraspLoopState.Placing && state == GraspLoopState.Recovering)
            Story.Add($"lost on the way: {words}");
        if (GraspLoopMachine.IsEnd(state))
            End(state, words);
    }

    public void Chose(GraspGoal goal, Mask? mask, Observation observation)
    {
        _goal = goal;
        double[] overlaps = [.. TruthBoxes.Of(world).Select(b => b is { } box ? box.IntersectionOverUnion(goal.Box) : 0)];
        _shown = Array.IndexOf(overlaps, overlaps.Max());
        bool right = overlaps[_shown] > 0 && meant[_shown] && !TrayJudge.IsInTray(world, _shown), fits = overlaps[_shown] >= LeastOverlap;
        Counts = Counts with
        {
            Proposals = Counts.Proposals + 1,
            RightProposals = Counts.RightProposals + (right ? 1 : 0),
            Boxes = Counts.Boxes + 1,
            RightBoxes = Counts.RightBoxes + (fits ? 1 : 0),
        };
        Story.Add($"\"{goal.Instruction}\" shows the {world.Objects[_shown].Name}{(right ? "" : ", which is not meant")}{(fits ? "" : $"; the box overlaps by {overlaps[_shown]:0.00}")}");
    }

    public void Acted(Observation observation, ControllerStep answer)
    {
        if (_goal is not null)
            film?.Acted(_goal, observation, answer);
    }

    private bool IsHeld => _shown >= 0 && world.WorldFromObject(_shown).Translation.Z - _heightM[_shown] > LiftedM && world.HandForceN(_shown) > TouchN;

    private void End(GraspLoopState state, string words)
    {
        Story.Add($"{state}: {words}");
        for (int i = 0; i < meant.Count; i++)
            if (meant[i] && !TrayJudge.IsInTray(world, i))
                Story.Add($"not in the tray: the {world.Objects[i].Name}, at {world.WorldFromObject(i).Translation}");
    }

    private void Check(bool saysDone)
    {
        bool right = saysDone == (Left == 0);
        Counts = Counts with { Checks = Counts.Checks + 1, RightChecks = Counts.RightChecks + (right ? 1 : 0) };
        if (!right)
            Story.Add(saysDone ? $"took the task for done with {Left} left" : "went on with nothing left");
    }

    private void Grasped(string words)
    {
        Counts = Counts with { Grasps = Counts.Grasps + 1, RightGrasps = Counts.RightGrasps + (IsHeld ? 1 : 0) };
        if (!IsHeld)
            Story.Add($"not in the hand: {words}");
    }

    private void Verified(bool saysHeld, string words)
    {
        bool held = IsHeld;
        Counts = (held, saysHeld) switch
        {
            (true, true) => Counts with { HeldSaidHeld = Counts.HeldSaidHeld + 1 },
            (true, false) => Counts with { HeldSaidNot = Counts.HeldSaidNot + 1 },
            (false, true) => Counts with { NotSaidHeld = Counts.NotSaidHeld + 1 },
            _ => Counts with { NotSaidNot = Counts.NotSaidNot + 1 },
        };
        if (held != saysHeld)
            Story.Add($"{(held ? "held" : "not held")}, but: {words}");
    }
}
