using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <summary>
/// Advances the arm by one policy step at a time, towards a posture or straight towards a pose, within speed and acceleration
/// bounds well inside the robot's own, so that the safety gate has nothing to change.
/// </summary>
internal sealed class ArmMotion
{
    private const double StepS = Core.Messages.ActionChunk.PeriodS;
    private const double AccelerationRadPerS2 = 6.0;
    private const int N = RobotModel.ArmDof;
    private readonly RobotModel _robot;
    private readonly InverseKinematics _solver;
    private readonly double[] _speed = new double[N];

    internal ArmMotion(RobotModel robot)
    {
        _robot = robot;
        _solver = new InverseKinematics(robot, new InverseKinematicsOptions { LimitMarginRad = 0.03, RestPull = 0.003, LeastDamping = 2e-4, MaxIterations = 25 });
    }

    /// <summary>Gets the planned joint positions. Shape: [7]. Unit: rad.</summary>
    internal double[] ArmRad { get; } = new double[N];

    /// <summary>Gets the planned pose of the tool.</summary>
    internal RigidTransform WorldFromTool => _solver.Kinematics.WorldFromTool(ArmRad);

    /// <summary>Starts from a posture and its speed. Shapes: at least [7]. Units: rad, rad/s.</summary>
    internal void Start(ReadOnlySpan<double> armRad, ReadOnlySpan<double> armRadPerS)
    {
        armRad[..N].CopyTo(ArmRad);
        armRadPerS[..N].CopyTo(_speed);
    }

    /// <summary>Makes one step on the straight line in joint space; all joints arrive together.</summary>
    /// <param name="goalRad">Shape: at least [7]. Unit: rad.</param>
    /// <param name="share">Share of the speed and acceleration that the expert moves with. Range: 0 to 1.</param>
    internal void TowardsPosture(ReadOnlySpan<double> goalRad, double share = 1)
    {
        Span<double> wanted = stackalloc double[N];
        double timeS = 0, bound = 1;
        for (int i = 0; i < N; i++)
            timeS = Math.Max(timeS, Math.Abs(goalRad[i] - ArmRad[i]) / (share * SpeedLimit(i)));
        if (timeS < 1e-9)
            timeS = 1e-9;
        for (int i = 0; i < N; i++)
        {
            double left = goalRad[i] - ArmRad[i];
            wanted[i] = left / timeS;
            if (Math.Abs(wanted[i]) < 1e-12)
                continue;
            double stopping = Math.Max(0, Math.Sqrt((2 * AccelerationRadPerS2 * share * 0.8 * Math.Abs(left)) + 0.01) - 0.1);
            bound = Math.Min(bound, Math.Min(stopping, Math.Abs(left) / StepS) / Math.Abs(wanted[i]));
        }

        for (int i = 0; i < N; i++)
            wanted[i] *= bound;
        Accelerate(wanted, share);
    }

    /// <summary>Makes one step on the straight line to a pose.</summary>
    /// <param name="worldFromTool">Where to.</param>
    /// <param name="speedMPerS">Speed on the way; it falls near the end. Unit: m/s.</param>
    /// <returns>Distance and angle left before the step. Units: m, rad.</returns>
    internal (double LeftM, double LeftRad) TowardsPose(RigidTransform worldFromTool, double speedMPerS)
    {
        RigidTransform now = WorldFromTool;
        Vector3d offset = worldFromTool.Translation - now.Translation;
        Vector3d turn = (worldFromTool.Rotation * now.Rotation.Inverse()).ToRotationVector();
        double speed = Math.Min(speedMPerS, Math.Sqrt(2 * 0.5 * offset.Length) + 0.005);
        double turning = Math.Min(2.0, Math.Sqrt(2 * 2.5 * turn.Length) + 0.02);
        double share = Math.Min(1, Math.Min(
            offset.Length < 1e-9 ? 1 : speed * StepS / offset.Length, turn.Length < 1e-9 ? 1 : turning * StepS / turn.Length));
        var next = new RigidTransform(
            turn.Length < 1e-9 ? now.Rotation : Rotation.FromAxisAngle(turn, share * turn.Length) * now.Rotation, now.Translation + (offset * share));
        Span<double> wanted = stackalloc double[N];
        _solver.Track(next, ArmRad, wanted);
        for (int i = 0; i < N; i++)
            wanted[i] = (wanted[i] - ArmRad[i]) / StepS;
        Accelerate(wanted);
        return (offset.Length, turn.Length);
    }

    /// <summary>Makes one step that comes to rest.</summary>
    internal void Stop()
    {
        Span<double> none = stackalloc double[N];
        none.Clear();
        Accelerate(none);
    }

    private double SpeedLimit(int joint) => 0.75 * _robot.Limits[joint].MaxSpeedRadPerS;

    private void Accelerate(ReadOnlySpan<double> wantedRadPerS, double gentleness = 1)
    {
        double mostChange = gentleness * AccelerationRadPerS2 * StepS;
        // One factor for all joints keeps the direction of a straight path.
        double scale = 1;
        for (int i = 0; i < N; i++)
            if (Math.Abs(wantedRadPerS[i]) > SpeedLimit(i))
                scale = Math.Min(scale, SpeedLimit(i) / Math.Abs(wantedRadPerS[i]));
        // One share of the change for all joints keeps the tool between where it is going and where it should go.
        double part = 1;
        for (int i = 0; i < N; i++)
        {
            double change = Math.Abs((scale * wantedRadPerS[i]) - _speed[i]);
            if (change > mostChange)
                part = Math.Min(part, mostChange / change);
        }

        for (int i = 0; i < N; i++)
        {
            _speed[i] += part * ((scale * wantedRadPerS[i]) - _speed[i]);
            ArmRad[i] = _robot.Limits[i].Clamp(ArmRad[i] + (_speed[i] * StepS));
        }
    }
}
