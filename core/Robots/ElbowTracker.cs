using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// Follows a path of tool poses with a given turn of the upper arm, joint 3: the number that a pose leaves open on an arm of seven
/// joints. Damped least squares from one step to the next, so that joints never race: what a step leaves undone, the next ones do.
/// </summary>
/// <remarks>Deterministic, allocates nothing per call. Thread-safe: holds only constants.</remarks>
/// <param name="robot">Gives mounting, tool and limits.</param>
public sealed class ElbowTracker(RobotModel robot)
{
    /// <summary>Index of the joint whose angle is given: of all arm joints it takes the largest part in the arm's motion under a resting tool.</summary>
    public const int Joint = 2;

    private const int N = RobotModel.ArmDof;
    private const int Iterations = 2;
    private const double MaxStepRad = 0.3;

    // A radian of the tool's turn counts as much as 0.1 m, one of the upper arm's as 0.05 m; and a joint goes a radian out of its way
    // for 0.02 m, so that near a singular posture the joints stay calm and the pose is met a little later.
    private const double TurnWeight = 0.1 * 0.1;
    private const double ElbowWeight = 0.05 * 0.05;
    private const double Damping = 0.02 * 0.02;
    private readonly ArmKinematics _kinematics = new(robot);

    /// <summary>Goes from a posture towards the one that meets pose and turn: nearly all the way, except near singular postures and limits.</summary>
    /// <param name="worldFromTool">Wanted pose of the grasp centre.</param>
    /// <param name="elbowRad">Wanted angle of joint 3. Unit: rad.</param>
    /// <param name="armRad">Start on entry, result on return, within the limits. Shape: at least [7]. Unit: rad.</param>
    public void Follow(RigidTransform worldFromTool, double elbowRad, Span<double> armRad)
    {
        Span<double> jacobian = stackalloc double[6 * N], system = stackalloc double[N * N], step = stackalloc double[N], error = stackalloc double[6];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            RigidTransform found = _kinematics.Jacobian(armRad, jacobian);
            Vector3d offset = worldFromTool.Translation - found.Translation, turn = (worldFromTool.Rotation * found.Rotation.Inverse()).ToRotationVector();
            double elbow = elbowRad - armRad[Joint];
            if (offset.Length < 1e-5 && turn.Length < 1e-4 && Math.Abs(elbow) < 1e-4)
                return;
            (error[0], error[1], error[2]) = (offset.X, offset.Y, offset.Z);
            (error[3], error[4], error[5]) = (TurnWeight * turn.X, TurnWeight * turn.Y, TurnWeight * turn.Z);
            for (int r = 0; r < N; r++)
            {
                step[r] = r == Joint ? ElbowWeight * elbow : 0;
                for (int row = 0; row < 6; row++)
                    step[r] += jacobian[(row * N) + r] * error[row];
                for (int c = 0; c <= r; c++)
                    system[(r * N) + c] = (r == c ? Damping : 0) + (r == Joint && c == Joint ? ElbowWeight : 0) + Product(jacobian, r, c);
            }

            SmallCholesky.Factor(system, N);
            SmallCholesky.Solve(system, step, N);
            Advance(step, armRad);
        }
    }

    private static double Product(ReadOnlySpan<double> jacobian, int a, int b)
    {
        double sum = 0;
        for (int row = 0; row < 6; row++)
            sum += (row < 3 ? 1 : TurnWeight) * jacobian[(row * N) + a] * jacobian[(row * N) + b];
        return sum;
    }

    private void Advance(ReadOnlySpan<double> step, Span<double> armRad)
    {
        double largest = 0;
        for (int i = 0; i < N; i++)
            largest = Math.Max(largest, Math.Abs(step[i]));
        double scale = largest > MaxStepRad ? MaxStepRad / largest : 1;
        for (int i = 0; i < N; i++)
            armRad[i] = robot.Limits[i].Clamp(armRad[i] + (scale * step[i]));
    }
}
