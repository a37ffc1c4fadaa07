namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>The result of <c>eval longhorizon</c>.</summary>
/// <param name="Suite">"longhorizon".</param>
/// <param name="Seed">Seed of the first scene of each family.</param>
/// <param name="Scenes">Scenes of each family.</param>
/// <param name="All">Over all families.</param>
/// <param name="Families">By kind of prompt.</param>
/// <param name="Episodes">Every task.</param>
/// <param name="WallS">Unit: s.</param>
/// <param name="Provenance">Where the result comes from.</param>
public sealed record LongHorizonResult(
    string Suite, int Seed, int Scenes, LongHorizonRow All, IReadOnlyDictionary<string, LongHorizonRow> Families, IReadOnlyList<LongHorizonEpisode> Episodes, double WallS, Provenance Provenance)
{
    /// <summary>Sums episodes up.</summary>
    /// <param name="seed">Seed of the first scene of each family.</param>
    /// <param name="scenes">Scenes of each family.</param>
    /// <param name="episodes">Every task.</param>
    /// <param name="wallS">Unit: s.</param>
    /// <param name="provenance">Where the result comes from.</param>
    public static LongHorizonResult From(int seed, int scenes, IReadOnlyList<LongHorizonEpisode> episodes, double wallS, Provenance provenance) => new(
        "longhorizon", seed, scenes, LongHorizonRow.Of(episodes), episodes.GroupBy(e => e.Family).ToDictionary(g => g.Key, g => LongHorizonRow.Of([.. g])), episodes, wallS, provenance);
}
