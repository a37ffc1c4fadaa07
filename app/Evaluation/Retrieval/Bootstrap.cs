using DexGrasp.Core.Environments;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>Percentile intervals by drawing scenes with replacement (Efron 1979): 95 %, 10 000 draws, the same ones for every list of a length.</summary>
internal static class Bootstrap
{
    /// <summary>How often the scenes are drawn anew.</summary>
    public const int Resamples = 10_000;

    /// <summary>How intervals were made, for results.</summary>
    public const string Words = "percentile bootstrap over scenes, 95 %, 10000 resamples";

    private const ulong Seed = 0x5265_7472_4465_7853;

    /// <summary>Returns the mean of some numbers; null without any.</summary>
    public static MeanInterval? Mean(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        (double low, double high) = Interval(values.Count, scenes => Sum(values, scenes) / scenes.Length);
        return new MeanInterval(values.Average(), low, high, values.Count);
    }

    /// <summary>Returns the ratio of two means, one number of each a scene, with scenes drawn in pairs; null without any.</summary>
    /// <param name="these">Above the line.</param>
    /// <param name="those">Below it; each above 0. Shape: as <paramref name="these"/>.</param>
    /// <exception cref="ArgumentException">The two have different lengths.</exception>
    public static RatioInterval? Ratio(IReadOnlyList<double> these, IReadOnlyList<double> those)
    {
        if (these.Count != those.Count)
            throw new ArgumentException($"{these.Count} and {those.Count} numbers are no pairs.", nameof(those));
        if (these.Count == 0)
            return null;
        (double low, double high) = Interval(these.Count, scenes => Sum(these, scenes) / Sum(those, scenes));
        double ratio = these.Sum() / those.Sum();
        return new RatioInterval(ratio, low, high, 1 - ratio, these.Count);
    }

    private static (double Low, double High) Interval(int count, Func<int[], double> figure)
    {
        var random = new EpisodeRandom(EpisodeRandom.Derive(Seed, (ulong)count));
        var figures = new double[Resamples];
        var scenes = new int[count];
        for (int k = 0; k < figures.Length; k++)
        {
            for (int i = 0; i < scenes.Length; i++)
                scenes[i] = random.Next(count);
            figures[k] = figure(scenes);
        }

        Array.Sort(figures);
        return (Quantile(figures, 0.025), Quantile(figures, 0.975));
    }

    private static double Sum(IReadOnlyList<double> values, int[] scenes)
    {
        double sum = 0;
        foreach (int scene in scenes)
            sum += values[scene];
        return sum;
    }

    // Linear between the two nearest.
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
