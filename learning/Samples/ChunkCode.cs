using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Learning.Samples;

/// <summary>How the policy says a chunk: arm targets from the command in force, hand targets as they are.</summary>
internal static class ChunkCode
{
    /// <summary>Encodes absolute targets.</summary>
    /// <param name="targetsRad">Shape: [64 x 13]. Unit: rad.</param>
    /// <param name="commandRad">In force at the observation. Shape: [13]. Unit: rad.</param>
    /// <param name="into">Shape: [64 x 13]. Written.</param>
    public static void Encode(ReadOnlySpan<float> targetsRad, ReadOnlySpan<double> commandRad, Span<float> into)
    {
        for (int step = 0; step < ActionChunk.Horizon; step++)
            for (int joint = 0; joint < RobotModel.Dof; joint++)
            {
                int i = (step * RobotModel.Dof) + joint;
                into[i] = joint < RobotModel.ArmDof ? targetsRad[i] - (float)commandRad[joint] : targetsRad[i];
            }
    }
}
