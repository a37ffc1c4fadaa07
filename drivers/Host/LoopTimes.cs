namespace DexGrasp.Drivers.Host;

/// <summary>Timing of the driver host's loop since start, by the wall clock.</summary>
/// <param name="Ticks">Ticks measured.</param>
/// <param name="PeriodP50Ms">Median time between ticks. Unit: ms.</param>
/// <param name="PeriodP99Ms">99th percentile. Unit: ms.</param>
/// <param name="PeriodP999Ms">99.9th percentile. Unit: ms.</param>
/// <param name="PeriodMaxMs">Longest. Unit: ms.</param>
/// <param name="WorkP50Ms">Median time spent in a tick. Unit: ms.</param>
/// <param name="WorkP999Ms">99.9th percentile. Unit: ms.</param>
/// <param name="WorkMaxMs">Longest. Unit: ms.</param>
public sealed record LoopTimes(
    long Ticks, double PeriodP50Ms, double PeriodP99Ms, double PeriodP999Ms, double PeriodMaxMs, double WorkP50Ms, double WorkP999Ms, double WorkMaxMs);
