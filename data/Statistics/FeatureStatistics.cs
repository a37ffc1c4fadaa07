namespace DexGrasp.Data.Statistics;

/// <summary>Statistics of one feature over frames. Arrays have one entry per number of the feature; for pictures one per channel, scaled to [0, 1].</summary>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Std">Standard deviation of the population (divided by n).</param>
/// <param name="Count">Frames.</param>
/// <param name="Quantiles">Shape: [5][numbers]. Order: <see cref="Levels"/>. Of one episode: interpolated between neighbours. Of several: mean of the episodes', weighted by their frames, as LeRobot aggregates them.</param>
public sealed record FeatureStatistics(
    IReadOnlyList<double> Min, IReadOnlyList<double> Max, IReadOnlyList<double> Mean, IReadOnlyList<double> Std, long Count, IReadOnlyList<IReadOnlyList<double>> Quantiles)
{
    /// <summary>Gets the levels of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.01, 0.10, 0.50, 0.90, 0.99];

    internal static IReadOnlyList<string> QuantileNames { get; } = ["q01", "q10", "q50", "q90", "q99"];

    /// <summary>Returns the statistics of all frames from those of parts of them.</summary>
    /// <param name="parts">At least one; all of the same feature.</param>
    public static FeatureStatistics Aggregate(IReadOnlyList<FeatureStatistics> parts)
    {
        int size = parts[0].Min.Count;
        long count = parts.Sum(part => part.Count);
        double[] mean = Weighted(part => part.Mean);
        double[] std = new double[size];
        for (int i = 0; i < size; i++)
            std[i] = Math.Sqrt(parts.Sum(part => ((part.Std[i] * part.Std[i]) + ((part.Mean[i] - mean[i]) * (part.Mean[i] - mean[i]))) * part.Count) / count);
        return new FeatureStatistics(
            [.. Enumerable.Range(0, size).Select(i => parts.Min(part => part.Min[i]))],
            [.. Enumerable.Range(0, size).Select(i => parts.Max(part => part.Max[i]))],
            mean,
            std,
            count,
            [.. Enumerable.Range(0, Levels.Count).Select(q => Weighted(part => part.Quantiles[q]))]);

        double[] Weighted(Func<FeatureStatistics, IReadOnlyList<double>> of) =>
            [.. Enumerable.Range(0, size).Select(i => parts.Sum(part => of(part)[i] * part.Count) / count)];
    }

    /// <summary>Returns all statistics by their names in files.</summary>
    internal IEnumerable<(string Name, IReadOnlyList<double> Values)> Named()
    {
        yield return ("min", Min);
        yield return ("max", Max);
        yield return ("mean", Mean);
        yield return ("std", Std);
        yield return ("count", [Count]);
        for (int q = 0; q < Quantiles.Count; q++)
            yield return (QuantileNames[q], Quantiles[q]);
    }

    /// <summary>Makes statistics from their names in files; null if one is missing.</summary>
    internal static FeatureStatistics? FromNamed(Func<string, double[]?> find)
    {
        double[]?[] quantiles = [.. QuantileNames.Select(find)];
        return find("min") is { } min && find("max") is { } max && find("mean") is { } mean && find("std") is { } std && find("count") is { Length: > 0 } count
            && quantiles.All(q => q is not null)
            ? new FeatureStatistics(min, max, mean, std, (long)count[0], quantiles!)
            : null;
    }
}
