using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>
/// A hand-written way to uncover the target, which gives the same wrist actions as a policy and so keeps to the same speeds. It knows
/// all poses. It is an upper bound for scripts of its kind, not a competitor on equal terms.
/// </summary>
/// <remarks>One thread at a time.</remarks>
public abstract class RetrievalScript
{
    /// <summary>From the grasp centre to the ends of the open fingers, downwards. Unit: m.</summary>
    protected const double TipBelowToolM = 0.031;

    /// <summary>From the grasp centre back to the open fingers. Unit: m.</summary>
    protected const double FingersBehindToolM = 0.034;

    private const double ArrivedM = 0.012, YawMarginRad = 0.02;
    private const int Patience = 12;
    private RetrievalEnvironment? _environment;
    private Vector3d _goal;
    private double _least;
    private int _waited;

    /// <summary>Gets a name for reports.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the options that this script needs.</summary>
    public virtual RetrievalOptions Options { get; } = new() { Randomised = false };

    /// <summary>Gets whether the script has done all that it does, though the episode goes on. Most never have.</summary>
    public virtual bool IsDone => false;

    /// <summary>Gets the environment.</summary>
    protected RetrievalEnvironment Environment => _environment ?? throw new InvalidOperationException("Call Begin first.");

    /// <summary>Gets what is simulated.</summary>
    protected RetrievalSimulation Simulation => Environment.Simulation;

    /// <summary>Gets the target's place. World frame. Unit: m.</summary>
    protected Vector3d Target => Simulation.WorldFromObjects[0].Translation;

    /// <summary>Gets what decides all that is random in the episode.</summary>
    protected ulong Seed { get; private set; }

    /// <summary>Gets the random numbers of the episode.</summary>
    private protected EpisodeRandom Random;

    /// <summary>Begins an episode.</summary>
    /// <param name="environment">Just reset.</param>
    /// <param name="seed">Decides what is random.</param>
    public void Begin(RetrievalEnvironment environment, ulong seed)
    {
        _environment = environment;
        (Seed, Random) = (seed, new EpisodeRandom(seed));
        _goal = new Vector3d(double.NaN, 0, 0);
        Start();
    }

    /// <summary>Writes the next action.</summary>
    /// <param name="action">Shape: [10].</param>
    public abstract void Act(Span<float> action);

    /// <summary>Prepares for a new episode.</summary>
    protected abstract void Start();

    /// <summary>Writes the action that brings wrist and hand nearer to where they should be.</summary>
    /// <param name="tool">Of the grasp centre, fingers straight down. World frame. Unit: m.</param>
    /// <param name="yawRad">Turn about the vertical; 0: closing side to +x; limited to what the wrist may turn.</param>
    /// <param name="handRad">Shape: [6]. Unit: rad.</param>
    /// <param name="action">Shape: [10].</param>
    /// <returns>Whether the wrist has arrived, or has come no nearer for a while: then something is in its way.</returns>
    protected bool Toward(Vector3d tool, double yawRad, ReadOnlySpan<double> handRad, Span<float> action)
    {
        WristControlOptions steps = Environment.WristSteps;
        RigidTransform wanted = Environment.WorldFromWanted;
        Vector3d way = (tool - wanted.Translation) / steps.StepM;
        Rotation goal = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), Math.Clamp(yawRad, YawMarginRad - steps.MaxTurnRad, steps.MaxTurnRad - YawMarginRad)) * steps.WorldFromRest;
        double turn = (goal * wanted.Rotation.Inverse()).ToRotationVector().Z / steps.TurnRad;
        (action[0], action[1], action[2], action[3]) = (Share(way.X), Share(way.Y), Share(way.Z), Share(turn));
        for (int i = 0; i < RobotModel.HandDof; i++)
            action[4 + i] = Share((handRad[i] - Environment.TargetsRad[RobotModel.ArmDof + i]) / steps.HandStepRad);
        double left = (Within(tool, steps) - Simulation.WorldFromTool.Translation).Length;
        if (_goal != tool)
            (_goal, _least, _waited) = (tool, double.PositiveInfinity, 0);
        _waited = left < _least - 0.001 ? 0 : _waited + 1;
        _least = Math.Min(_least, left);
        return (left < ArrivedM && Math.Abs(turn) < 1) || _waited >= Patience;
    }

    /// <summary>Returns where the grasp centre is when the open fingers' ends are at a point.</summary>
    protected static Vector3d ToolForTips(Vector3d tips, double yawRad) =>
        tips + new Vector3d(FingersBehindToolM * Math.Cos(yawRad), FingersBehindToolM * Math.Sin(yawRad), TipBelowToolM);

    private static Vector3d Within(Vector3d p, WristControlOptions o) =>
        new(Math.Clamp(p.X, o.Low.X, o.High.X), Math.Clamp(p.Y, o.Low.Y, o.High.Y), Math.Clamp(p.Z, o.Low.Z, o.High.Z));

    private static float Share(double value) => (float)Math.Clamp(value, -1, 1);
}
