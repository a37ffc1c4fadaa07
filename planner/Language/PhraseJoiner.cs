namespace DexGrasp.Planner.Language;

/// <summary>Tells whether a phrase says more of the thing before it: "the bottle, the green one", "the cup, red and round".</summary>
internal static class PhraseJoiner
{
    /// <summary>Returns both phrases as one; null where the second means another thing.</summary>
    /// <param name="last">The phrase before.</param>
    /// <param name="next">The phrase that was read last.</param>
    /// <param name="mark">What stands between them.</param>
    /// <param name="following">The word after both: in a list there is more to come.</param>
    public static NounPhrase? Join(NounPhrase last, NounPhrase next, WordKind mark, Lexeme following)
    {
        if (mark is not (WordKind.Comma or WordKind.Unknown) || following.Is(WordKind.And) || following.Is(WordKind.Or) || following.Is(WordKind.Comma))
            return null;
        ReferringExpression e = last.Expression, more = next.Expression;
        if (next.IsOne && next.HasArticle && !next.Vague && !next.Plural && next.Count == 1 && IsOnlyANoun(last))
            return next;
        bool onlyAttributes = !next.HasHead && !next.HasArticle && more.Attributes.Count > 0 && more.Relations.Count == 0 && more.Selector is null;
        return onlyAttributes && last.HasHead && mark == WordKind.Comma && following.Is(WordKind.SentenceEnd)
            ? last with { Expression = e with { Attributes = [.. e.Attributes, .. more.Attributes] } } : null;
    }

    private static bool IsOnlyANoun(NounPhrase phrase) => phrase.HasHead && phrase.Count == 1 && !phrase.Plural && phrase.Expression is { NounIsKnown: true, Attributes.Count: 0, Relations.Count: 0, Selector: null };
}
