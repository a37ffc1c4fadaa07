namespace DexGrasp.Bench;

/// <summary>One measured quantity of a benchmark.</summary>
/// <param name="Name">Benchmark and quantity: "gate.check", "physics.step".</param>
/// <param name="Unit">Unit of the numbers: "us", "ms", "steps/s".</param>
/// <param name="P50">Median.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="P999">99.9th percentile.</param>
/// <param name="Max">Largest value.</param>
/// <param name="N">How many values were measured.</param>
/// <param name="Baseline">What <paramref name="Ratio"/> compares with, measured in the same run; null without a comparison.</param>
/// <param name="Ratio">Median divided by the baseline's median; null without a comparison.</param>
public sealed record BenchmarkRow(
    string Name, string Unit, double P50, double P99, double P999, double Max, long N, string? Baseline = null, double? Ratio = null)
{
    /// <summary>Makes a row from single measurements, which are sorted in place.</summary>
    /// <param name="name">Benchmark and quantity.</param>
    /// <param name="unit">Unit of <paramref name="values"/>.</param>
    /// <param name="values">At least one measurement.</param>
    /// <param name="baseline">What <paramref name="ratio"/> compares with.</param>
    /// <param name="ratio">Median divided by the baseline's median.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static BenchmarkRow FromValues(string name, string unit, Span<double> values, string? baseline = null, double? ratio = null)
    {
        if (values.IsEmpty)
            throw new ArgumentException($"Benchmark {name}: no value was measured.", nameof(values));
        values.Sort();
        return new BenchmarkRow(
            name, unit, At(values, 0.5), At(values, 0.99), At(values, 0.999), values[^1], values.Length, baseline, ratio);
    }

    // Nearest rank: the smallest value that at least the given share of all values does not exceed.
    private static double At(ReadOnlySpan<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
