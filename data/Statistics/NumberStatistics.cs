namespace DexGrasp.Data.Statistics;

/// <summary>Statistics of columns of numbers.</summary>
internal static class NumberStatistics
{
    /// <summary>Computes the statistics of one episode.</summary>
    /// <param name="values">Shape: [frames x size], row-major; at least one frame.</param>
    /// <param name="size">Numbers per frame.</param>
    public static FeatureStatistics Of(ReadOnlySpan<double> values, int size)
    {
        int frames = values.Length / size;
        double[] min = new double[size], max = new double[size], mean = new double[size], std = new double[size];
        double[][] quantiles = [.. FeatureStatistics.Levels.Select(_ => new double[size])];
        double[] column = new double[frames];
        for (int i = 0; i < size; i++)
        {
            for (int frame = 0; frame < frames; frame++)
                column[frame] = values[(frame * size) + i];
            double average = column.Sum() / frames;
            mean[i] = average;
            std[i] = Math.Sqrt(column.Sum(v => (v - average) * (v - average)) / frames);
            Array.Sort(column);
            min[i] = column[0];
            max[i] = column[^1];
            for (int q = 0; q < quantiles.Length; q++)
                quantiles[q][i] = Interpolate(column, FeatureStatistics.Levels[q]);
        }

        return new FeatureStatistics(min, max, mean, std, frames, quantiles);
    }

    private static double Interpolate(double[] sorted, double level)
    {
        double at = level * (sorted.Length - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (at - below));
    }
}
