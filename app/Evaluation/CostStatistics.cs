namespace DexGrasp.App.Evaluation;

/// <summary>Safety cost per episode.</summary>
/// <param name="Total">Mean over episodes of the cost summed over constraints.</param>
/// <param name="PerConstraint">Mean over episodes by constraint, ordered by name.</param>
public sealed record CostStatistics(double Total, IReadOnlyDictionary<string, double> PerConstraint)
{
    /// <summary>Computes the means over all episodes; a constraint that an episode does not name counts as 0 there.</summary>
    public static CostStatistics From(IReadOnlyList<EpisodeResult> episodes)
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        double total = 0;
        foreach (EpisodeResult episode in episodes)
        {
            total += episode.Cost;
            foreach ((string name, double cost) in episode.Costs)
                sums[name] = sums.GetValueOrDefault(name) + cost;
        }

        int n = Math.Max(1, episodes.Count);
        return new CostStatistics(total / n, sums.ToDictionary(s => s.Key, s => s.Value / n));
    }
}
