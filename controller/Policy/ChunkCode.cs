using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// How a policy says a chunk, before it is normalised: where the tool goes from the command in force, not what the joints do, so
/// that the networks need not learn the arm's kinematics. A step's 13 numbers: the tool's way along the world's axes (3, m), its
/// turn since the command about the world's axes, summed up step by step so that more than half a turn can be said (3, rad), the
/// change of joint 3 (rad), and the hand's six targets as they are (rad).
/// </summary>
/// <remarks>Thread-safe: holds only constants.</remarks>
/// <param name="robot">Gives kinematics, ranges and speeds.</param>
public sealed class ChunkCode(RobotModel robot)
{
    private const int Elbow = 6;
    private readonly ArmKinematics _kinematics = new(robot);
    private readonly ElbowTracker _tracker = new(robot);

    /// <summary>Turns joint targets into numbers.</summary>
    /// <param name="targetsRad">Shape: [64 x 13]. Unit: rad.</param>
    /// <param name="commandRad">In force at the observation. Shape: [13]. Unit: rad.</param>
    /// <param name="into">Shape: [64 x 13]. Written.</param>
    public void Encode(ReadOnlySpan<double> targetsRad, ReadOnlySpan<double> commandRad, Span<float> into)
    {
        RigidTransform start = _kinematics.WorldFromTool(commandRad);
        Rotation before = start.Rotation;
        Vector3d turned = default;
        for (int row = 0; row < into.Length; row += RobotModel.Dof)
        {
            ReadOnlySpan<double> target = targetsRad.Slice(row, RobotModel.Dof);
            Span<float> numbers = into.Slice(row, RobotModel.Dof);
            RigidTransform tool = _kinematics.WorldFromTool(target);
            turned += (tool.Rotation * before.Inverse()).ToRotationVector();
            before = tool.Rotation;
            Put(numbers, tool.Translation - start.Translation);
            Put(numbers[3..], turned);
            numbers[Elbow] = (float)(target[ElbowTracker.Joint] - commandRad[ElbowTracker.Joint]);
            for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
                numbers[i] = (float)target[i];
        }
    }

    /// <summary>
    /// Turns numbers into joint targets that the robot can follow: within the joints' ranges, and from step to step no faster than
    /// the joints turn. A policy's wild step thus costs a little motion and not the whole chunk, which the gate would refuse.
    /// </summary>
    /// <param name="numbers">Shape: [64 x 13].</param>
    /// <param name="commandRad">In force at the observation. Shape: [13]. Unit: rad.</param>
    /// <param name="committedRad">Targets of the first steps that are kept as they are, whatever the numbers say. Shape: [steps x 13]. Unit: rad.</param>
    /// <returns>Shape: [64 x 13]. Unit: rad. Null when a number is not finite.</returns>
    public double[]? Decode(ReadOnlySpan<float> numbers, ReadOnlySpan<double> commandRad, ReadOnlySpan<double> committedRad = default)
    {
        foreach (float number in numbers)
            if (!float.IsFinite(number))
                return null;
        var targets = new double[numbers.Length];
        RigidTransform start = _kinematics.WorldFromTool(commandRad);
        Rotation rotation = start.Rotation;
        Vector3d before = default;
        ReadOnlySpan<double> last = commandRad;
        for (int row = 0; row < numbers.Length; row += RobotModel.Dof)
        {
            ReadOnlySpan<float> said = numbers.Slice(row, RobotModel.Dof);
            Span<double> target = targets.AsSpan(row, RobotModel.Dof);
            Vector3d turned = Take(said[3..]), turn = turned - before;
            before = turned;
            rotation = turn.Length < 1e-12 ? rotation : Rotation.FromAxisAngle(turn, turn.Length) * rotation;
            if (row < committedRad.Length)
            {
                committedRad.Slice(row, RobotModel.Dof).CopyTo(target);
                last = target;
                continue;
            }

            last[..RobotModel.ArmDof].CopyTo(target);
            _tracker.Follow(new RigidTransform(rotation, start.Translation + Take(said)), commandRad[ElbowTracker.Joint] + said[Elbow], target);
            for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
                target[i] = said[i];
            Limit(target, last);
            last = target;
        }

        return targets;
    }

    private void Limit(Span<double> target, ReadOnlySpan<double> before)
    {
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            JointLimit limit = robot.Limits[i];
            double most = limit.MaxSpeedRadPerS * ActionChunk.PeriodS;
            target[i] = limit.Clamp(Math.Clamp(target[i], before[i] - most, before[i] + most));
        }
    }

    private static Vector3d Take(ReadOnlySpan<float> from) => new(from[0], from[1], from[2]);

    private static void Put(Span<float> into, Vector3d v) => (into[0], into[1], into[2]) = ((float)v.X, (float)v.Y, (float)v.Z);
}
