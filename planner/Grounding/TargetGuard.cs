using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Holds what is about to be grasped against the words, before anything moves: what certainly is something else is not grasped, whoever
/// chose it. It objects only to what is plain to see; a doubtful case is the planner's to decide.
/// </summary>
internal static class TargetGuard
{
    // Of 280 objects in scenes for tuning, none had less than this for its own noun and more than the other for another.
    private const double NoFit = 0.01;
    private const double SureOther = 0.8;

    /// <summary>Returns why an object cannot be what the words mean, as half a sentence, or null.</summary>
    /// <param name="targets">Any of these is meant; none given: nothing is known against it.</param>
    /// <param name="o">What would be grasped.</param>
    public static string? Objection(IReadOnlyList<ReferringExpression> targets, SeenObject o)
    {
        string? first = null;
        foreach (ReferringExpression target in targets)
        {
            string? objection = Noun(target, o) ?? Colour(target, o);
            if (objection is null)
                return null;
            first ??= objection;
        }

        return first;
    }

    private static string? Noun(ReferringExpression target, SeenObject o)
    {
        if (!target.NounIsKnown || target.Categories.Count == 0 || target.Categories.Sum(c => o.Categories.GetValueOrDefault(c)) >= NoFit)
            return null;
        (string other, double fit) = o.Categories.Count == 0 ? ("", 0) : o.Categories.MaxBy(c => c.Value) is var best ? (best.Key, best.Value) : default;
        return fit >= SureOther ? $"it looks like a {other}, not like a {target.Noun}" : null;
    }

    private static string? Colour(ReferringExpression target, SeenObject o)
    {
        foreach (AttributeTest test in target.Attributes.Where(a => a.Kind == AttributeKind.Colour && !a.Negated))
            if (test.Values.All(v => ColourFit.Main(o.Features, v) == 0 && ColourFit.Part(o.Features, v) < 1))
                return $"nothing of it is {string.Join(" or ", test.Values)}";
        return null;
    }
}
