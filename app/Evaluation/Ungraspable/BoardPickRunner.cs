using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>Runs episodes of the whole task on one thread: a chain of skills takes the object from the board's middle.</summary>
/// <param name="pool">Boards to draw from.</param>
/// <param name="chain">The chain; belongs to this runner.</param>
/// <param name="route">Chooses edge or wall and the place.</param>
/// <param name="eyes">Sees the object in pictures; null: its pose is known from the simulator, with an error. Belongs to this runner.</param>
internal sealed class BoardPickRunner(BoardPool pool, FlatObjectTask chain, Func<FlatObjectView, FlatObjectRoute> route, BoardEyes? eyes) : IBoardRunner
{
    private readonly BoardEnvironment _environment = new(pool, new PickSkill());
    private readonly FlatObjectView _view = new();
    private readonly float[] _action = new float[BoardControl.ActionSize];

    /// <inheritdoc/>
    public BoardSkillEpisode Run(ulong seed)
    {
        _environment.Reset(seed);
        if (eyes?.Begin(_environment, seed, _view) is { } unseen)
            return BoardHold.Judge(_environment, seed, 0, unseen);
        if (eyes is null)
            _environment.Look(_view);
        FlatObjectRoute chosen = route(_view);
        chain.Begin(chosen);
        int steps = 0;
        StepResult result;
        do
        {
            if (eyes is null)
                _environment.Look(_view);
            else if (steps > 0)
                eyes.Update(_environment, seed, steps, _view);
            chain.Act(_view, _action);
            _environment.World.Control.LiftsWhatIsHeld = chain.LiftsWhatIsHeld;
            result = _environment.Step(_action);
            steps++;
        }
        while (!result.Done && chain.Phase != FlatObjectPhase.Failed);
        string reason = !result.Done ? chain.Reason : result.Fault ?? (result.Truncated ? "time was up" : result.Terminated && !BoardHold.Succeeded(_environment) ? "the object fell off the board" : "");
        return BoardHold.Judge(_environment, seed, steps, reason) with { Route = chosen.AtWall ? "wall" : "edge" };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _environment.Dispose();
        eyes?.Dispose();
    }
}
