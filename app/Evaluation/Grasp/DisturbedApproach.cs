using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>
/// Lets a disturbance happen once in an episode: it begins when the tool first comes near the target, by the true state, before
/// the hand touches it. The same episode and seed are disturbed in the same way.
/// </summary>
internal sealed class DisturbedApproach(Disturbance disturbance, LockStepLink link, int target, int seed)
{
    /// <summary>Distance between tool and target that begins it. Unit: m.</summary>
    public const double NearM = 0.15;

    /// <summary>Shortest and longest way that the target is moved. Unit: m.</summary>
    public const double LeastM = 0.055, MostM = 0.095;

    /// <summary>How long mask or picture are missing.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(0.5);

    private readonly ArmKinematics _kinematics = new(link.World.Robot);
    private readonly double[] _joints = new double[RobotModel.Dof], _scratch = new double[2 * RobotModel.Dof];
    private readonly ObjectPush _push = new(link.World, target, new Random(seed), LeastM, MostM);
    private TimeSpan? _begunAt;
    private bool _pushes, _looks = true;
    private int _felt;

    /// <summary>Gets what it did; null as long as it did nothing, and where the policy looked at no picture while one was missing.</summary>
    public string? Words => disturbance.Delay > TimeSpan.Zero
        ? $"every chunk {disturbance.Delay.TotalMilliseconds:0} ms later"
        : _begunAt is not { } at ? null
        : disturbance == Disturbance.Moved ? $"pushed by {100 * MovedM:0.0} cm after {at.TotalSeconds:0.00} s"
        : _felt == 0 ? null
        : $"from {at.TotalSeconds:0.00} s on, in {_felt} observation{(_felt == 1 ? "" : "s")}";

    /// <summary>Gets how far the target was pushed. Unit: m.</summary>
    public double MovedM { get; private set; }

    private bool IsOn => _begunAt is { } at && link.Now >= at && link.Now < at + Lasts;

    /// <summary>Acts after a tick.</summary>
    public void AfterTick()
    {
        if (disturbance.Delay > TimeSpan.Zero)
            return;
        if (_begunAt is null && IsNear())
            Begin();
        if (_pushes)
        {
            _pushes = _push.Tick();
            MovedM = _push.MovedM();
        }

        link.HeadIsFrozen = disturbance == Disturbance.FrozenCamera && IsOn;
    }

    /// <summary>Counts an observation whose pictures the policy has looked at.</summary>
    public void Acted(Observation observation, ControllerStep step)
    {
        if (_looks && _begunAt is { } at && observation.State.At >= at && observation.State.At < at + Lasts)
            _felt++;
        _looks = step.LooksNext;
    }

    /// <summary>Returns whether the target's mask is missing in the head picture of a time.</summary>
    public bool LosesTarget(TimeSpan capturedAt) =>
        disturbance == Disturbance.MaskLost && _begunAt is { } at && capturedAt >= at && capturedAt < at + Lasts;

    private void Begin()
    {
        if (disturbance == Disturbance.Moved)
        {
            // Without a way inside the area it draws again in the next tick.
            if (double.IsNegativeInfinity(_push.Aim()))
                return;
            _push.Begin();
            _pushes = true;
        }

        _begunAt = link.Now;
    }

    private bool IsNear()
    {
        SimulatedWorld world = link.World;
        world.ReadJoints(_joints, _scratch.AsSpan(0, RobotModel.Dof), _scratch.AsSpan(RobotModel.Dof));
        return (_kinematics.WorldFromTool(_joints).Translation - world.WorldFromObject(target).Translation).Length < NearM
            && world.HandForceN(target) <= 0;
    }
}
