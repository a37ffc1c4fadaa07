namespace DexGrasp.Drivers.Host;

/// <summary>How regular the loop is, by the wall clock. The loop thread records; any thread may read.</summary>
public sealed class LoopStatistics
{
    /// <summary>Gets the times between the starts of neighbouring ticks.</summary>
    public DurationHistogram Periods { get; } = new();

    /// <summary>Gets the times spent inside a tick.</summary>
    public DurationHistogram Work { get; } = new();

    /// <summary>Returns the figures so far.</summary>
    public LoopTimes Read() => new(
        Work.Total, Periods.Quantile(0.5).TotalMilliseconds, Periods.Quantile(0.99).TotalMilliseconds, Periods.Quantile(0.999).TotalMilliseconds, Periods.Max.TotalMilliseconds,
        Work.Quantile(0.5).TotalMilliseconds, Work.Quantile(0.999).TotalMilliseconds, Work.Max.TotalMilliseconds);
}
