namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>The policy's mean steps divided by another method's, scene by scene.</summary>
/// <param name="Steps">Over all scenes, failures counted as each method's bound.</param>
/// <param name="BothSucceeded">Over the scenes where both succeeded; null without any.</param>
/// <param name="WithRetreats">As <paramref name="Steps"/>, a retreat for every reading of either.</param>
/// <param name="RetreatsOfPolicyAlone">The same, the other method read for nothing: the strictest reading where it takes its hand out of the box anyway.</param>
internal sealed record RetrievalComparison(RatioInterval? Steps, RatioInterval? BothSucceeded, RatioInterval? WithRetreats, RatioInterval? RetreatsOfPolicyAlone)
{
    /// <summary>Compares.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="policyEpisodes">One a scene.</param>
    /// <param name="other">What it is compared with.</param>
    /// <param name="otherEpisodes">The same scenes in the same order.</param>
    /// <param name="everySteps">Control steps from reading to reading.</param>
    /// <param name="retreatSteps">Control steps of a retreat.</param>
    /// <exception cref="ArgumentException">The scenes differ.</exception>
    public static RetrievalComparison Of(
        RetrievalMethod policy, IReadOnlyList<RetrievalEpisode> policyEpisodes, RetrievalMethod other, IReadOnlyList<RetrievalEpisode> otherEpisodes, int everySteps, int retreatSteps)
    {
        if (!policyEpisodes.Select(e => (e.Seed, e.Scene)).SequenceEqual(otherEpisodes.Select(e => (e.Seed, e.Scene))))
            throw new ArgumentException($"{policy.Name} and {other.Name} were not judged in the same scenes.", nameof(otherEpisodes));
        double[] these = [.. policyEpisodes.Select(e => (double)policy.Counted(e))], those = [.. otherEpisodes.Select(e => (double)other.Counted(e))];
        double[] retreating = [.. policyEpisodes.Select(e => (double)policy.CountedWithRetreats(e, everySteps, retreatSteps))];
        int[] both = [.. Enumerable.Range(0, these.Length).Where(i => policyEpisodes[i].Success && otherEpisodes[i].Success)];
        return new RetrievalComparison(
            Bootstrap.Ratio(these, those), Bootstrap.Ratio([.. both.Select(i => these[i])], [.. both.Select(i => those[i])]),
            Bootstrap.Ratio(retreating, [.. otherEpisodes.Select(e => (double)other.CountedWithRetreats(e, everySteps, retreatSteps))]),
            Bootstrap.Ratio(retreating, those));
    }
}
