namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>How a method did in all scenes. Steps are control steps of 0.05 s.</summary>
/// <param name="Success">Scenes that succeeded.</param>
/// <param name="BoundSteps">What a failure counts as.</param>
/// <param name="Steps">Failures counted as the bound.</param>
/// <param name="StepsOfSuccesses">Of successes alone; null without any.</param>
/// <param name="StepsWithRetreats">As <paramref name="Steps"/>, and a retreat for every reading.</param>
/// <param name="Exposed80">Scenes where a reading found an exposure of 0.8 or more.</param>
/// <param name="ObjectsOut">Objects that left the box, a scene; with grasping that is what is meant.</param>
/// <param name="TargetsLost">Scenes where the target left the box.</param>
/// <param name="OverForce">Share of all control steps over the force limit. Range: 0 to 1.</param>
/// <param name="Faults">Episodes that cannot be trusted, by reason; they count as failed.</param>
/// <param name="WallS">Sum of the threads' time. Unit: s.</param>
/// <param name="PerSeed">The same by seed.</param>
internal sealed record RetrievalRow(
    RateInterval Success, int BoundSteps, MeanInterval? Steps, MeanInterval? StepsOfSuccesses, MeanInterval? StepsWithRetreats, RateInterval Exposed80, double ObjectsOut, int TargetsLost,
    double OverForce, IReadOnlyDictionary<string, int> Faults, double WallS, IReadOnlyList<RetrievalSeedRow> PerSeed)
{
    /// <summary>Sums episodes up.</summary>
    /// <param name="method">Whose they are.</param>
    /// <param name="episodes">At least one.</param>
    /// <param name="everySteps">Control steps from reading to reading.</param>
    /// <param name="retreatSteps">Control steps of a retreat.</param>
    /// <param name="wallS">Unit: s.</param>
    public static RetrievalRow Of(RetrievalMethod method, IReadOnlyList<RetrievalEpisode> episodes, int everySteps, int retreatSteps, double wallS)
    {
        RetrievalSeedRow all = RetrievalSeedRow.Of(method, 0, episodes);
        int steps = episodes.Sum(e => e.EpisodeSteps);
        return new RetrievalRow(
            all.Success, method.BoundSteps, all.Steps, all.StepsOfSuccesses,
            Bootstrap.Mean([.. episodes.Select(e => (double)method.CountedWithRetreats(e, everySteps, retreatSteps))]),
            RateInterval.Wilson(episodes.Count(e => e.Exposed80), episodes.Count), episodes.Average(e => e.ObjectsOut), episodes.Count(e => e.TargetLost),
            steps == 0 ? 0 : (double)episodes.Sum(e => e.StepsOverForce) / steps,
            episodes.Where(e => e.Fault is not null).GroupBy(e => e.Fault!).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
            wallS, [.. episodes.GroupBy(e => e.Seed).Select(g => RetrievalSeedRow.Of(method, g.Key, [.. g]))]);
    }
}
