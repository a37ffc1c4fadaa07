namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>The result of <c>eval grounding</c>.</summary>
/// <param name="Suite">"grounding".</param>
/// <param name="Seed">Seed of the first scene.</param>
/// <param name="Episodes">Scenes.</param>
/// <param name="Success">Over all questions for something that is there. Questions of one scene share its picture, so that the true interval is somewhat wider.</param>
/// <param name="Families">By kind of wording; "absent" asks for what is not there, and finding nothing is right.</param>
/// <param name="FailureReasons">How often each, most frequent first.</param>
/// <param name="Confusions">"asked -> taken" and how often, most frequent first.</param>
/// <param name="Answers">Every question.</param>
/// <param name="WallS">Unit: s.</param>
/// <param name="Provenance">Where the result comes from.</param>
public sealed record GroundingResult(
    string Suite,
    int Seed,
    int Episodes,
    RateInterval Success,
    IReadOnlyDictionary<string, RateInterval> Families,
    IReadOnlyDictionary<string, int> FailureReasons,
    IReadOnlyDictionary<string, int> Confusions,
    IReadOnlyList<GroundingAnswer> Answers,
    double WallS,
    Provenance Provenance)
{
    /// <summary>The family of questions for what is not in the scene.</summary>
    public const string AbsentFamily = "absent";

    /// <summary>Counts answers.</summary>
    /// <param name="seed">Seed of the first scene.</param>
    /// <param name="episodes">Scenes.</param>
    /// <param name="answers">Every question.</param>
    /// <param name="wallS">Unit: s.</param>
    /// <param name="provenance">Where the result comes from.</param>
    public static GroundingResult From(int seed, int episodes, IReadOnlyList<GroundingAnswer> answers, double wallS, Provenance provenance)
    {
        GroundingAnswer[] wrong = [.. answers.Where(a => !a.Correct)];
        return new GroundingResult(
            "grounding", seed, episodes, Rate([.. answers.Where(a => a.Family != AbsentFamily)]), answers.GroupBy(a => a.Family).ToDictionary(g => g.Key, g => Rate([.. g])), Counts(wrong.Select(a => a.Reason)),
            Counts(wrong.Where(a => a.Target.Length > 0 && a.Taken.Length > 0 && a.Taken != a.Target).Select(a => $"{a.Target} -> {a.Taken}")), answers, wallS, provenance);
    }

    private static RateInterval Rate(IReadOnlyCollection<GroundingAnswer> answers) => RateInterval.Wilson(answers.Count(a => a.Correct), answers.Count);

    private static Dictionary<string, int> Counts(IEnumerable<string> items) =>
        items.GroupBy(i => i).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count());
}
