using DexGrasp.Controller.Policy;

namespace DexGrasp.Learning.Policy;

/// <summary>Mean and standard deviation of encoded chunks, for every step and joint.</summary>
public static class ChunkStatistics
{
    /// <summary>Smaller spreads are not blown up: they are noise. Unit: m or rad.</summary>
    public const float LeastDeviation = 0.002f;

    /// <summary>Measures many chunks.</summary>
    /// <param name="chunks">Encoded; each of shape [64 x 13]. Read one after the other. Range: at least one.</param>
    public static PolicyNormalizer Measure(IEnumerable<float[]> chunks)
    {
        var sum = new double[PolicyLayout.ChunkSize];
        var squares = new double[PolicyLayout.ChunkSize];
        long count = 0;
        foreach (float[] chunk in chunks)
        {
            count++;
            for (int i = 0; i < chunk.Length; i++)
                (sum[i], squares[i]) = (sum[i] + chunk[i], squares[i] + ((double)chunk[i] * chunk[i]));
        }

        ArgumentOutOfRangeException.ThrowIfZero(count);
        float[] mean = [.. sum.Select(s => (float)(s / count))];
        float[] deviation = [.. squares.Select((s, i) => Math.Max(LeastDeviation, (float)Math.Sqrt(Math.Max(0, (s / count) - ((double)mean[i] * mean[i])))))];
        return new PolicyNormalizer(mean, deviation);
    }
}
