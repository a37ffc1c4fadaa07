using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// Turns small wanted motions of the wrist and the fingers, a skill's action, into targets of all joints: the wanted pose is led
/// on a leash by the measured one and kept in a box, and damped least squares follow it from one posture to the next. Training and
/// the running robot use the same.
/// </summary>
/// <remarks>Deterministic, allocates nothing after the constructor. One thread at a time.</remarks>
public sealed class WristControl
{
    private const double LostM = 0.01, LostRad = 0.1;
    private static readonly InverseKinematicsOptions Tracking = new() { MaxIterations = 3, RestPull = 0.02, LeastDamping = 1e-4, MaxStepRad = 0.15 };
    private readonly double[] _targets = new double[RobotModel.Dof];
    private readonly RobotModel _robot;
    private readonly WristControlOptions _options;
    private readonly InverseKinematics _inverse;
    private readonly double[] _steps = new double[RobotModel.ArmDof];
    private RigidTransform _wanted;

    /// <summary>Makes a control; call <see cref="Begin"/> before the first <see cref="Move"/>.</summary>
    /// <param name="robot">Gives mounting, tool and limits.</param>
    /// <param name="options">Default: as they stand in <see cref="WristControlOptions"/>.</param>
    /// <exception cref="ArgumentException">Not one step above 0 for each arm joint.</exception>
    public WristControl(RobotModel robot, WristControlOptions? options = null)
    {
        _robot = robot;
        _options = options ?? new WristControlOptions();
        if (_options.JointStepRad.Count != RobotModel.ArmDof || !_options.JointStepRad.All(step => step > 0))
            throw new ArgumentException($"{nameof(WristControlOptions.JointStepRad)} is [{string.Join(", ", _options.JointStepRad)}] rad; {RobotModel.ArmDof} numbers above 0 are needed, one for each arm joint.", nameof(options));
        _inverse = new InverseKinematics(robot, Tracking);
    }

    /// <summary>Gets the targets of the last call. Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</summary>
    public ReadOnlySpan<double> TargetsRad => _targets;

    /// <summary>Gets the wanted pose of the grasp centre.</summary>
    public RigidTransform WorldFromWanted => _wanted;

    /// <summary>Starts from a posture, which becomes the target.</summary>
    /// <param name="jointsRad">Shape: [13]. Unit: rad.</param>
    public void Begin(ReadOnlySpan<double> jointsRad)
    {
        jointsRad[..RobotModel.Dof].CopyTo(_targets);
        _wanted = _inverse.Kinematics.WorldFromTool(_targets);
        Array.Clear(_steps);
    }

    /// <summary>Moves the targets by one control period.</summary>
    /// <param name="measuredRad">Where the joints are. Shape: at least [7]. Unit: rad.</param>
    /// <param name="move">Of the grasp centre along the world's axes, in shares of <see cref="WristControlOptions.StepM"/>. Range: -1 to 1 each.</param>
    /// <param name="turn">Of the tool about the world's axes, in shares of <see cref="WristControlOptions.TurnRad"/>. Range: -1 to 1 each.</param>
    /// <param name="hand">Of the hand's joints, in shares of <see cref="WristControlOptions.HandStepRad"/>. Shape: [6]. Range: -1 to 1 each.</param>
    public void Move(ReadOnlySpan<double> measuredRad, Vector3d move, Vector3d turn, ReadOnlySpan<double> hand)
    {
        RigidTransform measured = _inverse.Kinematics.WorldFromTool(measuredRad);

        // The leash holds back what would run ahead; it never pulls, or an arm that overshoots would drag its own goal along.
        double reach = Math.Max(_options.LeashM, (_wanted.Translation - measured.Translation).Length);
        double swing = Math.Max(_options.TurnLeashRad, _wanted.Rotation.AngleTo(measured.Rotation));
        Vector3d position = Within(Leashed(_wanted.Translation + (move * _options.StepM), measured.Translation, reach));
        Rotation turned = turn == Vector3d.Zero ? _wanted.Rotation : Turn(turn * _options.TurnRad) * _wanted.Rotation;
        turned = Leashed(Leashed(turned, measured.Rotation, swing), _options.WorldFromRest, _options.MaxTurnRad);
        Follow(new RigidTransform(turned, position));
        for (int i = 0; i < RobotModel.HandDof; i++)
        {
            int joint = RobotModel.ArmDof + i;
            _targets[joint] = _robot.Limits[joint].Clamp(_targets[joint] + (hand[i] * _options.HandStepRad));
        }
    }

    // What the arm cannot follow is not wanted: otherwise posture and wanted pose drift apart at the border of what it reaches.
    private void Follow(RigidTransform wanted)
    {
        Span<double> arm = stackalloc double[RobotModel.ArmDof];
        InverseKinematicsResult found = _inverse.Track(wanted, _targets, arm);
        bool isLost = found.PositionErrorM > LostM || found.RotationErrorRad > LostRad;
        if (isLost && double.IsInfinity(_options.JointStepChangeRad))
            return;
        double fastest = 1;
        for (int i = 0; i < arm.Length; i++)
            fastest = Math.Max(fastest, Math.Abs(arm[i] - _targets[i]) / _options.JointStepRad[i]);
        bool held = isLost || fastest > 1;
        for (int i = 0; i < arm.Length; i++)
        {
            double step = isLost ? 0 : (arm[i] - _targets[i]) / fastest, allowed = Within(step, i);
            held |= allowed != step;
            _targets[i] += allowed;
        }

        _wanted = held ? _inverse.Kinematics.WorldFromTool(_targets) : wanted;
    }

    // As a gate does it: no faster than what can still be braked before the goal, no harder than allowed.
    private double Within(double step, int joint)
    {
        double change = _options.JointStepChangeRad;
        if (double.IsInfinity(change))
            return _steps[joint] = step;
        double far = Math.Abs(step), steps = Math.Floor((Math.Sqrt(1 + (8 * far / change)) - 1) / 2);
        double braked = Math.CopySign((far + (change * steps * (steps + 1) / 2)) / (steps + 1), step), last = _steps[joint];
        double next = Math.Clamp(braked, last - change, last + change), at = _targets[joint];
        return _steps[joint] = _robot.Limits[joint].Clamp(at + next) - at;
    }

    private Vector3d Within(Vector3d p) => new(
        Math.Clamp(p.X, _options.Low.X, _options.High.X), Math.Clamp(p.Y, _options.Low.Y, _options.High.Y), Math.Clamp(p.Z, _options.Low.Z, _options.High.Z));

    private static Vector3d Leashed(Vector3d wanted, Vector3d from, double leash)
    {
        Vector3d away = wanted - from;
        return away.Length > leash ? from + (away * (leash / away.Length)) : wanted;
    }

    private static Rotation Leashed(Rotation wanted, Rotation from, double leash)
    {
        Vector3d away = (wanted * from.Inverse()).ToRotationVector();
        return away.Length > leash ? Turn(away * (leash / away.Length)) * from : wanted;
    }

    private static Rotation Turn(Vector3d rotationVector) =>
        rotationVector.Length < 1e-12 ? Rotation.Identity : Rotation.FromAxisAngle(rotationVector, rotationVector.Length);
}
