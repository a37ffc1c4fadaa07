using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation;

/// <summary>Puts the shards of one evaluation together; the result equals that of the whole but for the wall time.</summary>
public static class EvaluationMerge
{
    /// <summary>Merges shards.</summary>
    /// <param name="shards">All parts of one evaluation, in any order.</param>
    /// <exception cref="UserErrorException">They are of different evaluations, overlap, or a part is missing.</exception>
    public static EvaluationResult Merge(IReadOnlyList<EvaluationResult> shards)
    {
        if (shards.Count == 0)
            throw new UserErrorException("No evaluation to merge.", "Give the eval.json files of all shards.");
        EvaluationResult first = shards[0];
        Provenance whole = first.Provenance with { Shard = null };
        string expected = ResultJson.Serialize(whole);
        foreach (EvaluationResult other in shards.Skip(1))
            if ((other.Suite, other.Policy, other.Seed, other.Episodes) != (first.Suite, first.Policy, first.Seed, first.Episodes)
                || ResultJson.Serialize(other.Provenance with { Shard = null }) != expected)
                throw new UserErrorException(
                    $"Shards {Name(first)} and {Name(other)} are not of one evaluation: suite, policy, seed, episodes, objects, scene, versions and commit must be equal.",
                    "Run all shards with the same options and the same build.");

        EpisodeResult[] all = [.. shards.SelectMany(s => s.PerEpisode)];
        int[] seeds = [.. all.Select(e => e.Seed).Order()];
        for (int i = 1; i < seeds.Length; i++)
            if (seeds[i] == seeds[i - 1])
                throw new UserErrorException($"The episode of seed {seeds[i]} is in two of the shards.", "Give each shard once.");
        int[] missing = [.. Enumerable.Range(first.Seed, first.Episodes).Except(seeds)];
        if (missing.Length > 0)
            throw new UserErrorException(
                $"{missing.Length} of {first.Episodes} episodes are missing, the first is of seed {missing[0]}; given are the shards {string.Join(", ", shards.Select(Name))}.",
                "Give the eval.json files of all shards.");
        return EvaluationResult.From(first.Suite, first.Policy, first.Seed, first.Episodes, all, shards.Sum(s => s.WallS), whole);
    }

    private static string Name(EvaluationResult shard) => shard.Provenance.Shard ?? "(whole)";
}
