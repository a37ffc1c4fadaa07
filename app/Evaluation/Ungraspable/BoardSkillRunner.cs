using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>Runs episodes of a skill on one thread. What ended with the object in the hand is then held still for five seconds, in which it may not creep.</summary>
/// <param name="pool">Boards to draw from.</param>
/// <param name="kind">The skill.</param>
/// <param name="policy">What acts; null for the script.</param>
internal sealed class BoardSkillRunner(BoardPool pool, BoardSkillKind kind, IActor? policy) : IDisposable
{
    /// <summary>How far a held object may move in the hand. Unit: m.</summary>
    public const double MostCreepM = 0.005;

    private const int HoldSteps = 100;
    private readonly BoardEnvironment _environment = new(pool, kind.Make());
    private readonly IBoardScript? _script = policy is null ? kind.Script!() : null;
    private readonly float[] _action = new float[BoardControl.ActionSize], _still = new float[BoardControl.ActionSize];
    private readonly float[] _observation = new float[FlatObjectObservation.Size], _privileged = new float[BoardEnvironment.PrivilegedSize], _metrics = new float[2];

    /// <summary>Runs one episode.</summary>
    /// <param name="seed">Decides everything random.</param>
    public BoardSkillEpisode Run(ulong seed)
    {
        _environment.Reset(seed);
        FlatObject flat = _environment.Object;
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
        _environment.ReadMetrics(_metrics);
        bool done = _metrics[0] > 0;
        string reason = done ? "" : result.Fault ?? (result.Terminated ? "the object fell off the board" : "time was up");
        (double Creep, double Deepest)? held = done && kind.Holds ? Hold() : null;
        if (held is { } hold && (hold.Creep > MostCreepM || hold.Deepest > BoardJudge.SoundM))
            reason = hold.Creep > MostCreepM ? "it crept out of the hand" : "a finger sank into it";
        return new BoardSkillEpisode(
            seed, reason.Length == 0, done, steps, [2 * flat.HalfSizeM.X, 2 * flat.HalfSizeM.Y, 2 * flat.HalfSizeM.Z], flat.MassKg, flat.Friction, held?.Creep, held?.Deepest, reason);
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();

    private (double Creep, double Deepest) Hold()
    {
        BoardWorld world = _environment.World;
        bool lifts = world.Control.LiftsWhatIsHeld;
        world.Control.LiftsWhatIsHeld = false;
        Vector3d before = InHand(world.View);
        double creep = 0, deepest = 0;
        for (int i = 0; i < HoldSteps; i++)
        {
            world.Step(_still);
            creep = Math.Max(creep, (InHand(world.View) - before).Length);
            deepest = Math.Max(deepest, world.DeepestM);
        }

        world.Control.LiftsWhatIsHeld = lifts;
        return (creep, deepest);
    }

    private static Vector3d InHand(FlatObjectView view) => view.WorldFromTool.Inverse() * view.WorldFromObject.Translation;
}
