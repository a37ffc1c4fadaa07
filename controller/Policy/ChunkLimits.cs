using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Turns a policy's numbers into targets that the robot can follow: within the joints' ranges, and from step to step no faster
/// than the joints turn. A policy's wild step thus costs a little motion and not the whole chunk, which the gate would refuse.
/// </summary>
public static class ChunkLimits
{
    /// <summary>Decodes and limits a chunk.</summary>
    /// <param name="robot">Ranges and speeds.</param>
    /// <param name="normalizer">Of the policy.</param>
    /// <param name="numbers">The policy's numbers. Shape: [64 x 13].</param>
    /// <param name="commandRad">Command in force at the observation. Shape: [13]. Unit: rad.</param>
    /// <returns>Targets. Shape: [64 x 13]. Unit: rad. Null when a number is not finite.</returns>
    public static double[]? Decode(RobotModel robot, PolicyNormalizer normalizer, ReadOnlySpan<float> numbers, ReadOnlySpan<double> commandRad)
    {
        var targets = new double[PolicyLayout.ChunkSize];
        for (int i = 0; i < targets.Length; i++)
        {
            if (!float.IsFinite(numbers[i]))
                return null;
            int joint = i % RobotModel.Dof;
            JointLimit limit = robot.Limits[joint];
            double before = i < RobotModel.Dof ? commandRad[joint] : targets[i - RobotModel.Dof];
            double most = limit.MaxSpeedRadPerS * ActionChunk.PeriodS;
            targets[i] = limit.Clamp(Math.Clamp(normalizer.Decode(i, numbers[i], commandRad), before - most, before + most));
        }

        return targets;
    }
}
