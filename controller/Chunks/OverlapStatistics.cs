namespace DexGrasp.Controller.Chunks;

/// <summary>How well inference kept up with the robot.</summary>
/// <param name="Chunks">Chunks worked out.</param>
/// <param name="Replaced">Observations that a newer one replaced before anybody looked at them.</param>
/// <param name="StarvedTicks">Chunk steps of 50 ms for which the chunk before had already run out.</param>
/// <param name="Delay">Longest of the last inferences, from observation to chunk.</param>
public sealed record OverlapStatistics(long Chunks, long Replaced, long StarvedTicks, TimeSpan Delay);
