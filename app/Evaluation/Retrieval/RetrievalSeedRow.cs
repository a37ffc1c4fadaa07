namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>A method in the scenes of one seed.</summary>
/// <param name="Seed">Of the settled scenes.</param>
/// <param name="Success">Scenes that succeeded.</param>
/// <param name="Steps">Control steps, a failure counted as the bound.</param>
/// <param name="StepsOfSuccesses">Control steps of successes alone; null without any.</param>
internal sealed record RetrievalSeedRow(ulong Seed, RateInterval Success, MeanInterval? Steps, MeanInterval? StepsOfSuccesses)
{
    /// <summary>Sums the episodes of a seed up.</summary>
    public static RetrievalSeedRow Of(RetrievalMethod method, ulong seed, IReadOnlyCollection<RetrievalEpisode> episodes) => new(
        seed, RateInterval.Wilson(episodes.Count(e => e.Success), episodes.Count), Bootstrap.Mean([.. episodes.Select(e => (double)method.Counted(e))]),
        Bootstrap.Mean([.. episodes.Where(e => e.Success).Select(e => (double)e.Steps)]));
}
