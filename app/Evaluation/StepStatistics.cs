namespace DexGrasp.App.Evaluation;

/// <summary>How many policy steps episodes took. Unit: steps of 0.05 s.</summary>
/// <param name="Mean">Arithmetic mean; 0 without episodes.</param>
/// <param name="Median">Middle value, or the mean of the middle two; 0 without episodes.</param>
public sealed record StepStatistics(double Mean, double Median)
{
    /// <summary>Computes both over all episodes, failed ones included.</summary>
    public static StepStatistics From(IReadOnlyList<EpisodeResult> episodes)
    {
        if (episodes.Count == 0)
            return new StepStatistics(0, 0);
        int[] sorted = [.. episodes.Select(e => e.Steps).Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
        return new StepStatistics(sorted.Average(), median);
    }
}
