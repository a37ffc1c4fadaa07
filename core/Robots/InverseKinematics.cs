using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// Finds arm joint positions for a pose of the grasp centre: damped least squares (Nakamura and Hanafusa 1986, damping that falls
/// with the error after Sugihara 2011), joints kept inside their limits, the spare joint drawn to a rest posture.
/// </summary>
/// <remarks>Deterministic, allocates nothing per call. Thread-safe: holds only constants.</remarks>
public sealed class InverseKinematics
{
    private const int N = RobotModel.ArmDof;
    private readonly RobotModel _robot;
    private readonly InverseKinematicsOptions _options;
    private readonly ArmPostures _postures;
    private readonly double[] _lower = new double[N];
    private readonly double[] _upper = new double[N];

    /// <summary>Makes a solver for a robot.</summary>
    /// <param name="robot">Gives mounting, tool, limits and, as rest posture, its home.</param>
    /// <param name="options">Default: <see cref="InverseKinematicsOptions"/>'s defaults.</param>
    public InverseKinematics(RobotModel robot, InverseKinematicsOptions? options = null)
    {
        _robot = robot;
        _options = options ?? new InverseKinematicsOptions();
        _postures = new ArmPostures(robot, _options);
        Kinematics = new ArmKinematics(robot);
        for (int i = 0; i < N; i++)
        {
            _lower[i] = robot.Limits[i].LowerRad + _options.LimitMarginRad;
            _upper[i] = robot.Limits[i].UpperRad - _options.LimitMarginRad;
        }
    }

    /// <summary>Gets the forward kinematics that this solver inverts.</summary>
    public ArmKinematics Kinematics { get; }

    /// <summary>Finds a posture wherever one exists: first by iterating from the start, then from the best of all elbow positions and joint signs.</summary>
    /// <param name="worldFromTool">Wanted pose of the grasp centre.</param>
    /// <param name="startRad">Posture to stay close to. Shape: at least [7]. Unit: rad.</param>
    /// <param name="armRad">Result, within the limits even on failure (then the nearest found). Shape: at least [7]. Unit: rad. May be the same memory as <paramref name="startRad"/>.</param>
    /// <param name="freeToolTurn">Whether the turn about the tool's z axis may be anything.</param>
    public InverseKinematicsResult Solve(RigidTransform worldFromTool, ReadOnlySpan<double> startRad, Span<double> armRad, bool freeToolTurn = false)
    {
        Span<double> start = stackalloc double[N];
        startRad[..N].CopyTo(start);
        InverseKinematicsResult local = Track(worldFromTool, start, armRad, freeToolTurn);
        if (local.Success)
            return local;

        Span<double> other = stackalloc double[N];
        InverseKinematicsResult global = SolveFresh(worldFromTool, start, other, freeToolTurn);
        if (!global.Success && Badness(global) >= Badness(local))
            return local;
        other.CopyTo(armRad);
        return global;
    }

    /// <summary>Looks at all elbow positions and joint signs and refines the one nearest to a reference posture; independent of any path.</summary>
    /// <param name="worldFromTool">Wanted pose of the grasp centre.</param>
    /// <param name="referenceRad">Posture to prefer. Shape: at least [7]. Unit: rad.</param>
    /// <param name="armRad">Result, within the limits even on failure. Shape: at least [7]. Unit: rad.</param>
    /// <param name="freeToolTurn">Whether the turn about the tool's z axis may be anything.</param>
    public InverseKinematicsResult SolveFresh(RigidTransform worldFromTool, ReadOnlySpan<double> referenceRad, Span<double> armRad, bool freeToolTurn = false)
    {
        Span<double> reference = stackalloc double[N];
        referenceRad[..N].CopyTo(reference);
        Span<double> candidate = stackalloc double[N];
        Span<double> seed = stackalloc double[N];
        reference.CopyTo(seed);
        double best = double.PositiveInfinity;
        int turns = freeToolTurn ? 8 : 1;
        for (int turn = 0; turn < turns; turn++)
        {
            RigidTransform turned = worldFromTool * new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), turn * 2 * Math.PI / turns), Vector3d.Zero);
            double cost = _postures.FindBest(turned, reference, candidate);
            if (cost < best)
            {
                best = cost;
                candidate.CopyTo(seed);
            }
        }

        return Iterate(worldFromTool, seed, armRad, freeToolTurn, restPull: 0);
    }

    /// <summary>Iterates from the start posture only, so that the result varies smoothly with the pose; for following a path.</summary>
    /// <param name="worldFromTool">Wanted pose of the grasp centre.</param>
    /// <param name="startRad">Where to start. Shape: at least [7]. Unit: rad.</param>
    /// <param name="armRad">Result, within the limits even on failure. Shape: at least [7]. Unit: rad. May be the same memory as <paramref name="startRad"/>.</param>
    /// <param name="freeToolTurn">Whether the turn about the tool's z axis may be anything.</param>
    public InverseKinematicsResult Track(RigidTransform worldFromTool, ReadOnlySpan<double> startRad, Span<double> armRad, bool freeToolTurn = false) =>
        Iterate(worldFromTool, startRad, armRad, freeToolTurn, _options.RestPull);

    /// <summary>Returns how well an arm posture meets a pose, without changing it.</summary>
    /// <param name="worldFromTool">Wanted pose of the grasp centre.</param>
    /// <param name="armRad">Shape: at least [7]. Unit: rad.</param>
    /// <param name="freeToolTurn">Whether the turn about the tool's z axis may be anything.</param>
    public InverseKinematicsResult Evaluate(RigidTransform worldFromTool, ReadOnlySpan<double> armRad, bool freeToolTurn = false)
    {
        Span<double> jacobian = stackalloc double[6 * N];
        Span<double> system = stackalloc double[36];
        Span<double> error = stackalloc double[6];
        RigidTransform found = Kinematics.Jacobian(armRad, jacobian);
        Error(worldFromTool, found, freeToolTurn, error, out double positionM, out double rotationRad);
        Normal(jacobian, 0, system);
        return Result(armRad, positionM, rotationRad, SmallCholesky.Factor(system), 0);
    }

    private InverseKinematicsResult Iterate(RigidTransform worldFromTool, ReadOnlySpan<double> startRad, Span<double> armRad, bool freeToolTurn, double restPull)
    {
        Span<double> jacobian = stackalloc double[6 * N];
        Span<double> free = stackalloc double[6 * N];
        Span<double> system = stackalloc double[36];
        Span<double> error = stackalloc double[6];
        Span<double> step = stackalloc double[N];
        Span<double> q = stackalloc double[N];
        for (int i = 0; i < N; i++)
            q[i] = Math.Clamp(startRad[i], _lower[i], _upper[i]);

        int iterations = 0;
        for (; iterations < _options.MaxIterations; iterations++)
        {
            RigidTransform found = Kinematics.Jacobian(q, jacobian);
            Error(worldFromTool, found, freeToolTurn, error, out double positionM, out double rotationRad);
            // A tenth of the tolerance, so that tracking a path leaves no visible lag.
            if (positionM < 0.1 * _options.PositionToleranceM && rotationRad < 0.1 * _options.RotationToleranceRad)
                break;
            if (freeToolTurn)
                RemoveToolTurn(found.Rotation * new Vector3d(0, 0, 1), jacobian);

            jacobian.CopyTo(free);
            double damping = _options.LeastDamping + (0.05 * ((positionM * positionM) + (0.01 * rotationRad * rotationRad)));
            // A joint that would leave its range is locked and the step made again with the others.
            for (int pass = 0; pass < 4; pass++)
            {
                Step(free, error, damping, q, iterations == 0 ? restPull : 0, system, step);
                bool locked = false;
                for (int i = 0; i < N; i++)
                    if ((q[i] <= _lower[i] && step[i] < 0) || (q[i] >= _upper[i] && step[i] > 0))
                    {
                        for (int row = 0; row < 6; row++)
                            free[(row * N) + i] = 0;
                        locked = true;
                    }

                if (!locked)
                    break;
            }

            double largest = 0;
            for (int i = 0; i < N; i++)
                largest = Math.Max(largest, Math.Abs(step[i]));
            double scale = largest > _options.MaxStepRad ? _options.MaxStepRad / largest : 1;
            for (int i = 0; i < N; i++)
                q[i] = Math.Clamp(q[i] + (scale * step[i]), _lower[i], _upper[i]);
        }

        q.CopyTo(armRad);
        return Evaluate(worldFromTool, q, freeToolTurn) with { Iterations = iterations };
    }

    private void Step(ReadOnlySpan<double> jacobian, ReadOnlySpan<double> error, double damping, ReadOnlySpan<double> q, double restPull, Span<double> system, Span<double> step)
    {
        Span<double> right = stackalloc double[6];
        Span<double> pull = stackalloc double[N];
        ReadOnlySpan<double> rest = _robot.HomeRad.Span;
        for (int i = 0; i < N; i++)
            pull[i] = Locked(jacobian, i) ? 0 : Math.Clamp(restPull * (rest[i] - q[i]), -0.1, 0.1);
        for (int row = 0; row < 6; row++)
        {
            right[row] = error[row];
            for (int i = 0; i < N; i++)
                right[row] -= jacobian[(row * N) + i] * pull[i];
        }

        Normal(jacobian, damping, system);
        SmallCholesky.Factor(system);
        SmallCholesky.Solve(system, right);
        for (int i = 0; i < N; i++)
        {
            step[i] = pull[i];
            for (int row = 0; row < 6; row++)
                step[i] += jacobian[(row * N) + i] * right[row];
        }
    }

    private static bool Locked(ReadOnlySpan<double> jacobian, int joint)
    {
        for (int row = 0; row < 6; row++)
            if (jacobian[(row * N) + joint] != 0)
                return false;
        return true;
    }

    private static void Normal(ReadOnlySpan<double> jacobian, double damping, Span<double> system)
    {
        for (int r = 0; r < 6; r++)
            for (int c = 0; c <= r; c++)
            {
                double sum = r == c ? damping : 0;
                for (int i = 0; i < N; i++)
                    sum += jacobian[(r * N) + i] * jacobian[(c * N) + i];
                system[(r * 6) + c] = sum;
            }
    }

    private static void Error(RigidTransform wanted, RigidTransform found, bool freeToolTurn, Span<double> error, out double positionM, out double rotationRad)
    {
        Vector3d offset = wanted.Translation - found.Translation;
        Vector3d turn = freeToolTurn
            ? Swing(found.Rotation * new Vector3d(0, 0, 1), wanted.Rotation * new Vector3d(0, 0, 1))
            : (wanted.Rotation * found.Rotation.Inverse()).ToRotationVector();
        (error[0], error[1], error[2]) = (offset.X, offset.Y, offset.Z);
        (error[3], error[4], error[5]) = (turn.X, turn.Y, turn.Z);
        positionM = offset.Length;
        rotationRad = turn.Length;
    }

    private static Vector3d Swing(Vector3d from, Vector3d to)
    {
        Vector3d cross = Vector3d.Cross(from, to);
        double sine = cross.Length;
        double angle = Math.Atan2(sine, Vector3d.Dot(from, to));
        return sine < 1e-12 ? cross : cross * (angle / sine);
    }

    private static void RemoveToolTurn(Vector3d axis, Span<double> jacobian)
    {
        for (int i = 0; i < N; i++)
        {
            double along = (jacobian[(3 * N) + i] * axis.X) + (jacobian[(4 * N) + i] * axis.Y) + (jacobian[(5 * N) + i] * axis.Z);
            jacobian[(3 * N) + i] -= along * axis.X;
            jacobian[(4 * N) + i] -= along * axis.Y;
            jacobian[(5 * N) + i] -= along * axis.Z;
        }
    }

    private InverseKinematicsResult Result(ReadOnlySpan<double> q, double positionM, double rotationRad, double manipulability, int iterations)
    {
        double margin = double.PositiveInfinity;
        for (int i = 0; i < N; i++)
            margin = Math.Min(margin, Math.Min(q[i] - _robot.Limits[i].LowerRad, _robot.Limits[i].UpperRad - q[i]));
        bool success = positionM <= _options.PositionToleranceM && rotationRad <= _options.RotationToleranceRad;
        return new InverseKinematicsResult(success, positionM, rotationRad, margin, manipulability, iterations);
    }

    private static double Badness(InverseKinematicsResult result) => result.PositionErrorM + (0.1 * result.RotationErrorRad);
}
