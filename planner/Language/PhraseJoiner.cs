namespace DexGrasp.Planner.Language;

/// <summary>Tells whether a phrase says more of the thing before it: "the bottle, the green one", "the cup, red and round".</summary>
internal static class PhraseJoiner
{
    /// <summary>Returns both phrases as one; null where the second means another thing.</summary>
    /// <param name="last">The phrase before.</param>
    /// <param name="next">The phrase that was read last.</param>
    /// <param name="mark">What stands between them.</param>
    /// <param name="cursor">Stands after both: in a list there is more to come.</param>
    public static NounPhrase? Join(NounPhrase last, NounPhrase next, WordKind mark, LexemeCursor cursor)
    {
        if (mark is not (WordKind.Comma or WordKind.Unknown) || ListGoesOn(cursor))
            return null;
        ReferringExpression e = last.Expression, more = next.Expression;
        if (next.IsOne && next.HasArticle && !next.Vague && !next.Plural && next.Count == 1 && last.IsOnlyANoun)
            return next;
        bool onlyAttributes = !next.HasHead && !next.HasArticle && more.Attributes.Count > 0 && more.Relations.Count == 0 && more.Selector is null;
        return onlyAttributes && last.HasHead && mark == WordKind.Comma
            ? last with { Expression = e with { Attributes = [.. e.Attributes, .. more.Attributes] } } : null;
    }

    // "..., please" ends a list, and so does "and put it in the tray".
    private static bool ListGoesOn(LexemeCursor cursor)
    {
        if (!cursor.Is(WordKind.And) && !cursor.Is(WordKind.Or) && !cursor.Is(WordKind.Comma))
            return !cursor.AtEnd && !cursor.Is(WordKind.SentenceEnd) && !cursor.Is(WordKind.Filler) && !cursor.Is(WordKind.Tray) && !cursor.Is(WordKind.Relation);
        int ahead = 1;
        while (cursor.Peek(ahead).Is(WordKind.Filler) || cursor.Peek(ahead).Is(WordKind.And))
            ahead++;
        return !cursor.Peek(ahead).Is(WordKind.SentenceEnd) && !cursor.Peek(ahead).Is(WordKind.TakeVerb);
    }
}
