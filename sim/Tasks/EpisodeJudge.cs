using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Tasks;

/// <summary>Says from the true state whether an episode's goal is reached, and if not, why. Nothing that decides on a robot may ask it.</summary>
public sealed class EpisodeJudge
{
    /// <summary>How far above its start an object has to be to count as lifted. Unit: m.</summary>
    public const double LiftM = 0.10;

    /// <summary>How long it has to be held up. Unit: s.</summary>
    public const double HoldS = 1.0;

    private const double TouchN = 0.1;
    private const double RestMPerS = 0.05;
    private const double TableEdgeM = 0.02;
    private readonly SimulatedWorld _world;
    private readonly EpisodeGoal _goal;
    private readonly double[] _startHeightM;
    private TimeSpan? _liftedAt;
    private bool _everLifted;

    /// <summary>Makes a judge; where the objects are now is where they start.</summary>
    /// <param name="world">Stays the caller's.</param>
    /// <param name="target">Index of the object that is asked for.</param>
    /// <param name="goal">What is asked for.</param>
    public EpisodeJudge(SimulatedWorld world, int target, EpisodeGoal goal)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target >= 0 && target < world.Objects.Count, true, nameof(target));
        _world = world;
        Target = target;
        _goal = goal;
        _startHeightM = [.. Enumerable.Range(0, world.Objects.Count).Select(i => world.WorldFromObject(i).Translation.Z)];
    }

    /// <summary>Gets the index of the object that is asked for.</summary>
    public int Target { get; }

    /// <summary>Gets the verdict so far; once it is not <see cref="EpisodeOutcome.Running"/> it stays.</summary>
    public EpisodeOutcome Outcome { get; private set; }

    /// <summary>Gets how far the target is above its start. Unit: m.</summary>
    public double LiftedM => HeightGainM(Target);

    /// <summary>Looks at the state; call it after every tick. Allocates nothing.</summary>
    public EpisodeOutcome Update()
    {
        if (Outcome != EpisodeOutcome.Running)
            return Outcome;
        if (!_world.Healthy)
            return Outcome = EpisodeOutcome.PhysicsUnstable;
        if (IsOffTable())
            return Outcome = EpisodeOutcome.OffTable;
        bool lifted = LiftedM > LiftM;
        _everLifted |= lifted;
        if (!_everLifted && AnotherIsLifted())
            return Outcome = EpisodeOutcome.WrongObject;
        if (_goal == EpisodeGoal.Grasp)
        {
            _liftedAt = lifted ? _liftedAt ?? _world.Now : null;
            if (lifted && (_world.Now - _liftedAt!.Value).TotalSeconds >= HoldS)
                Outcome = EpisodeOutcome.Success;
        }
        else if (IsInTray(Target) && _world.HandForceN(Target) < TouchN && _world.SpeedOfObject(Target).LinearMPerS < RestMPerS)
        {
            Outcome = EpisodeOutcome.Success;
        }

        return Outcome;
    }

    /// <summary>Ends the episode: what still runs becomes the cause of its failure.</summary>
    public EpisodeOutcome Finish()
    {
        if (Update() == EpisodeOutcome.Running)
            Outcome = !_everLifted ? EpisodeOutcome.NeverLifted : _goal == EpisodeGoal.Grasp ? EpisodeOutcome.Dropped : EpisodeOutcome.MissedTray;
        return Outcome;
    }

    /// <summary>Returns whether an object's centre is between the tray's walls and not above a hand's breadth.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    public bool IsInTray(int index)
    {
        const double HighestM = 0.10;
        Workcell cell = _world.Workcell;
        Vector3d offset = _world.WorldFromObject(index).Translation - cell.TrayCenter;
        return Math.Abs(offset.X) < cell.TraySizeX / 2 && Math.Abs(offset.Y) < cell.TraySizeY / 2 && offset.Z < HighestM;
    }

    private double HeightGainM(int index) => _world.WorldFromObject(index).Translation.Z - _startHeightM[index];

    private bool AnotherIsLifted()
    {
        for (int i = 0; i < _startHeightM.Length; i++)
            if (i != Target && HeightGainM(i) > LiftM && _world.HandForceN(i) > TouchN)
                return true;
        return false;
    }

    private bool IsOffTable()
    {
        Workcell cell = _world.Workcell;
        Vector3d at = _world.WorldFromObject(Target).Translation;
        return at.Z < -TableEdgeM || Math.Abs(at.X - cell.AreaCenter.X) > cell.AreaSizeX || Math.Abs(at.Y - cell.AreaCenter.Y) > cell.AreaSizeY + (2 * TableEdgeM) + 0.15;
    }
}
