namespace DexGrasp.App.Evaluation;

/// <summary>The content of eval.json. Everything but <paramref name="WallS"/> is equal for equal seeds, whatever the number of threads.</summary>
/// <param name="Suite">What was evaluated: "grasp".</param>
/// <param name="Policy">Name of the policy.</param>
/// <param name="Seed">Seed of episode 0.</param>
/// <param name="Episodes">Episodes of the whole evaluation; a shard holds fewer in <paramref name="PerEpisode"/>.</param>
/// <param name="Success">Rate of success with its interval.</param>
/// <param name="SuccessAt">Rate of episodes that succeeded within 1, 2 and 3 attempts.</param>
/// <param name="Steps">Policy steps per episode.</param>
/// <param name="Cost">Mean cost per episode.</param>
/// <param name="SuccessButUnsafe">Episodes that succeeded at a cost above 0.</param>
/// <param name="Crashed">Episodes that ended by an exception.</param>
/// <param name="WallS">Time the evaluation took; of shards, their sum. Unit: s.</param>
/// <param name="SimS">Simulated time of all episodes. Unit: s.</param>
/// <param name="FailureReasons">How often each reason of failure came up, commonest first.</param>
/// <param name="PerEpisode">All episodes by seed.</param>
/// <param name="Provenance">Where this comes from.</param>
public sealed record EvaluationResult(
    string Suite,
    string Policy,
    int Seed,
    int Episodes,
    RateInterval Success,
    IReadOnlyDictionary<string, double> SuccessAt,
    StepStatistics Steps,
    CostStatistics Cost,
    int SuccessButUnsafe,
    int Crashed,
    double WallS,
    double SimS,
    IReadOnlyDictionary<string, int> FailureReasons,
    IReadOnlyList<EpisodeResult> PerEpisode,
    Provenance Provenance)
{
    /// <summary>Sums episodes up. They are ordered by seed first, so that the order in which they finished does not matter.</summary>
    /// <param name="suite">What was evaluated.</param>
    /// <param name="policy">Name of the policy.</param>
    /// <param name="seed">Seed of episode 0.</param>
    /// <param name="episodes">Episodes of the whole evaluation.</param>
    /// <param name="perEpisode">Those that were run.</param>
    /// <param name="wallS">Unit: s.</param>
    /// <param name="provenance">Where this comes from.</param>
    public static EvaluationResult From(
        string suite, string policy, int seed, int episodes, IEnumerable<EpisodeResult> perEpisode, double wallS, Provenance provenance)
    {
        EpisodeResult[] all = [.. perEpisode.OrderBy(e => e.Seed)];
        int n = all.Length;
        int Within(int attempts) => all.Count(e => e.Success && e.Attempts <= attempts);
        return new EvaluationResult(
            suite, policy, seed, episodes,
            RateInterval.Wilson(all.Count(e => e.Success), n),
            Enumerable.Range(1, 3).ToDictionary(k => k.ToString(), k => n == 0 ? 0 : (double)Within(k) / n),
            StepStatistics.From(all),
            CostStatistics.From(all),
            all.Count(e => e.Success && e.Cost > 0),
            all.Count(e => e.Reason.StartsWith(EpisodeResult.CrashPrefix, StringComparison.Ordinal)),
            wallS,
            all.Sum(e => e.SimS),
            all.Where(e => !e.Success).GroupBy(e => e.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Count()),
            all,
            provenance);
    }
}
