using DexGrasp.Controller.Policy;

namespace DexGrasp.Learning.Samples;

/// <summary>How the policy says a chunk, before it is normalised: arm targets from the command in force, hand targets as they are.</summary>
internal static class ChunkCode
{
    /// <summary>Encodes absolute targets.</summary>
    /// <param name="targetsRad">Shape: [64 x 13]. Unit: rad.</param>
    /// <param name="commandRad">In force at the observation. Shape: [13]. Unit: rad.</param>
    /// <param name="into">Shape: [64 x 13]. Written.</param>
    public static void Encode(ReadOnlySpan<float> targetsRad, ReadOnlySpan<double> commandRad, Span<float> into)
    {
        for (int i = 0; i < into.Length; i++)
            into[i] = (float)(targetsRad[i] - PolicyNormalizer.Origin(i, commandRad));
    }
}
