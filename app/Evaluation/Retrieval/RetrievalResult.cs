namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>The result of <c>eval retrieval</c>.</summary>
/// <param name="Suite">"retrieval".</param>
/// <param name="Privileged">True: the policy and all scripts see the true poses of all objects; the student does not.</param>
/// <param name="Level">Which scenes.</param>
/// <param name="Occluders">Objects beside the target.</param>
/// <param name="ScenesPerSeed">Scenes of each seed.</param>
/// <param name="Seeds">Of the settled scenes; an episode's follows from it and the scene's number.</param>
/// <param name="RetreatSteps">Control steps that a retreat for a reading costs in the figures with retreats.</param>
/// <param name="Methods">By name.</param>
/// <param name="PolicyAgainst">The policy against each other method; empty without a policy.</param>
/// <param name="Episodes">Every episode.</param>
/// <param name="WallS">Unit: s.</param>
/// <param name="Provenance">Where the result comes from.</param>
internal sealed record RetrievalResult(
    string Suite, bool Privileged, string Level, int Occluders, int ScenesPerSeed, IReadOnlyList<ulong> Seeds, int RetreatSteps, IReadOnlyDictionary<string, RetrievalRow> Methods,
    IReadOnlyDictionary<string, RetrievalComparison> PolicyAgainst, IReadOnlyList<RetrievalEpisode> Episodes, double WallS, RetrievalProvenance Provenance)
{
    /// <summary>Gets by how much the policy that sees all poses succeeds more often than the one that sees pictures, scene by scene; null without both. Range: -1 to 1.</summary>
    public MeanInterval? StudentLoss { get; init; }

    /// <summary>Returns the methods' episodes with those that only count differently: until every occluder is out, and until it is out or given up.</summary>
    /// <param name="method">One that was judged.</param>
    /// <param name="episodes">Its own.</param>
    public static IEnumerable<(RetrievalMethod Method, IReadOnlyList<RetrievalEpisode> Episodes)> Figures(RetrievalMethod method, IReadOnlyList<RetrievalEpisode> episodes)
    {
        yield return (method, episodes);
        if (method.Name != RetrievalMethod.GraspEach)
            yield break;
        yield return Until(RetrievalMethod.GraspEachDone, e => e.DoneSteps is not null);
        yield return Until(RetrievalMethod.GraspEachAll, e => e is { DoneSteps: not null, OccludersLeft: 0 });

        (RetrievalMethod, IReadOnlyList<RetrievalEpisode>) Until(string name, Func<RetrievalEpisode, bool> reached) =>
            (method with { Name = name }, [.. episodes.Select(e => e with { Method = name, Success = reached(e), Steps = e.DoneSteps ?? e.EpisodeSteps })]);
    }
}
