using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.Learning.Rl.Joint;

/// <summary>
/// Runs the chain of skills at the board in worlds of training and records where it hands over: after push and transit, where the grasp
/// begins, and after a push that got stuck, where the next one does.
/// </summary>
/// <param name="pool">Worlds of training.</param>
/// <param name="push">Policy of the push.</param>
internal sealed class StartCollector(BoardPool pool, IActor push) : IDisposable
{
    // Both ways have to stay known, but only the edge has a grasp to hand over to.
    private const double WallShare = 0.3;
    private readonly BoardEnvironment _environment = new(pool, new PickSkill());
    private readonly FlatObjectTask _chain = new(push, new Still(), new Still());
    private readonly FlatObjectView _view = new();
    private readonly float[] _action = new float[BoardControl.ActionSize];

    /// <summary>Runs one episode up to the grasp.</summary>
    /// <param name="seed">Decides everything random.</param>
    /// <param name="to">Receives the states.</param>
    public void Run(ulong seed, List<BoardState> to)
    {
        var random = new EpisodeRandom(EpisodeRandom.Derive(seed, 0x57A7));
        _environment.Reset(seed);
        _environment.Look(_view);
        FlatObjectRoute route = random.NextDouble() < WallShare ? FlatObjectRoutes.Wall(_view) : FlatObjectRoutes.Edge(_view);
        _chain.Begin(route);
        FlatObjectPhase before = _chain.Phase;
        StepResult result = default;
        while (!result.Done && _chain.Phase != FlatObjectPhase.Failed)
        {
            _environment.Look(_view);
            _chain.Act(_view, _action);
            if (_chain.Phase == FlatObjectPhase.Grasping)
            {
                if (!route.AtWall)
                    Record(FlatObjectSkills.Edge, default, to);
                return;
            }

            if (before == FlatObjectPhase.Returning && _chain.Phase == FlatObjectPhase.Pushing)
                Record(FlatObjectSkills.Push, route.GoalM, to);
            before = _chain.Phase;
            result = _environment.Step(_action);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();

    private void Record(string skill, (double X, double Y) goal, List<BoardState> to)
    {
        // What is jammed in the hand is no start for anybody.
        if (!_environment.World.RobotTouches)
            to.Add(_environment.Record(skill) with { GoalM = goal });
    }

    private sealed class Still : IActor
    {
        public void Act(ReadOnlySpan<float> observation, Span<float> action) => action.Clear();
    }
}
