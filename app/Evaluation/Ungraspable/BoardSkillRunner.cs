using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>Runs episodes of a skill on one thread. What ended with the object in the hand is then held still for five seconds, in which it may not creep.</summary>
/// <param name="pool">Boards to draw from.</param>
/// <param name="kind">The skill.</param>
/// <param name="policy">What acts; null for the script.</param>
internal sealed class BoardSkillRunner(BoardPool pool, BoardSkillKind kind, IActor? policy) : IBoardRunner
{
    private readonly BoardEnvironment _environment = new(pool, kind.Make());
    private readonly IBoardScript? _script = policy is null ? kind.Script() : null;
    private readonly float[] _action = new float[BoardControl.ActionSize];
    private readonly float[] _observation = new float[FlatObjectObservation.Size], _privileged = new float[BoardEnvironment.PrivilegedSize];

    /// <inheritdoc/>
    public BoardSkillEpisode Run(ulong seed)
    {
        _environment.Reset(seed);
        int steps = 0;
        StepResult result;
        do
        {
            if (policy is null)
            {
                _script!.Act(_environment.World.View, _action);
            }
            else
            {
                _environment.Observe(_observation, _privileged);
                policy.Act(_observation, _action);
            }

            result = _environment.Step(_action);
            steps++;
        }
        while (!result.Done);
        bool done = BoardHold.Succeeded(_environment);
        string reason = done ? "" : result.Fault ?? (result.Terminated ? "the object fell off the board" : "time was up");
        return kind.Holds ? BoardHold.Judge(_environment, seed, steps, reason) : BoardHold.Of(_environment, seed, steps, reason, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();
}
