namespace DexGrasp.Planner.Language;

/// <summary>Makes steps of the noun phrases of a clause.</summary>
internal static class StepGrouper
{
    /// <summary>Returns the steps: what is asked for in full belongs together, each counted thing is a step of its own.</summary>
    /// <param name="phrases">Of one clause, in the order of the words.</param>
    /// <param name="everything">Whether the verb means everything where no noun says otherwise: "clear".</param>
    public static List<(List<ReferringExpression> Targets, int? Count, Selector? Extra)> Group(IReadOnlyList<NounPhrase> phrases, bool everything)
    {
        List<(List<ReferringExpression> Targets, int? Count, Selector? Extra)> steps = [];
        foreach (NounPhrase phrase in phrases)
        {
            if (steps.Count > 0 && (phrase.Alternative || (phrase.Count is null && steps[^1].Count is null)))
                steps[^1].Targets.Add(phrase.Expression);
            else
                steps.Add(([phrase.Expression], everything && !phrase.HasHead ? null : phrase.Count, phrase.Extra));
        }

        return steps;
    }

    /// <summary>Lets phrases without a noun take that of the next: "the red and the blue cup".</summary>
    public static void Inherit(List<NounPhrase> phrases)
    {
        for (int i = phrases.Count - 2; i >= 0; i--)
        {
            ReferringExpression next = phrases[i + 1].Expression;
            if (!phrases[i].HasHead && phrases[i + 1].HasHead && !phrases[i].OnlySelector)
                phrases[i] = phrases[i] with { Expression = phrases[i].Expression with { Noun = next.Noun, Categories = next.Categories, NounIsKnown = next.NounIsKnown } };
        }
    }

    /// <summary>Drops what names nothing beside what names a thing.</summary>
    /// <returns>Whether nothing that is left names a thing.</returns>
    public static bool DropVague(List<NounPhrase> phrases)
    {
        if (phrases.TrueForAll(IsVague))
            return true;
        phrases.RemoveAll(IsVague);
        return false;
    }

    /// <summary>Returns why a thing is not put where a phrase says, null where it says nothing: "put the cup left of the tin", when there is no placing but in the tray.</summary>
    public static string? OtherPlace(NounPhrase phrase)
    {
        if (phrase.NamesNoPlace || phrase.Expression.Relations.Count == 0)
            return null;
        Relation place = phrase.Expression.Relations[^1];
        return place.Anchors[0].Landmark == Landmark.None ? $"I can put things only in the tray, not {place}." : null;
    }

    /// <summary>Returns the order that a phrase asks for: "smallest first", "the cup last".</summary>
    public static StepOrder ToOrder(NounPhrase phrase, bool last) => phrase.Expression.Selector is { } selector && !phrase.Plural && phrase.Expression.Categories.Count == 0 && phrase.Expression.Attributes.Count == 0
        ? new StepOrder(selector with { Rank = 1, Largest = selector.Largest ^ last })
        : new StepOrder(null, phrase.Expression with { Selector = null }, last);

    private static bool IsVague(NounPhrase phrase) => phrase.Vague && !phrase.Plural;
}
