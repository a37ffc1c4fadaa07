namespace DexGrasp.Planner.Language;

/// <summary>Reads a noun phrase up to its noun: articles, numbers, ordinals, superlatives, adjectives, and the noun itself.</summary>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="draft">Receives it.</param>
internal sealed class PremodifierReader(LexemeCursor cursor, NounPhraseDraft draft)
{
    private readonly AttributeReader _attributes = new(cursor, draft);

    /// <summary>Reads to the end of the noun, or to the first word that belongs to no noun phrase.</summary>
    public void Read()
    {
        while (!cursor.AtEnd && draft.Head is null && (TryReadQuantity(cursor.Current) || TryReadWord(cursor.Current)))
        {
        }
    }

    private bool TryReadQuantity(Lexeme word)
    {
        if (word.Is(WordKind.All))
        {
            // "The smallest of all the cups" asks for one.
            draft.All |= draft.Selector is null || !FollowsOf();
            draft.Head = MeansThings(word.Text) ? word : null;
        }
        else if (word.Is(WordKind.Determiner))
        {
            draft.Article = true;
            draft.Different |= word.Text is "a" or "an" or "another" or "any" or "some" or "one of" or "any one of" or "either";
            draft.Singular |= word.Text is "a" or "an" or "this" or "that" or "another" or "any" or "one of" or "any one of" or "either";
        }
        else if (word.Find(WordKind.Number) is { } number && !(word.Text == "one" && !cursor.NounFollows(1)))
        {
            // "the tallest of the three bottles" asks for one.
            if ((draft.Selector is null && draft.Attributes.Count == 0) || !FollowsOf())
                draft.Count = number.Number;
        }
        else if (word.Find(WordKind.Ordinal) is { } ordinal && IsOrdinalHere())
        {
            draft.Rank = ordinal.Number;
        }
        else if (word.Is(WordKind.Last) && cursor.NounFollows(1))
        {
            draft.Rank = -1;
        }
        else if (word.Find(WordKind.Superlative) is { } superlative && !(word.Is(WordKind.Relation) && !cursor.NounFollows(1)))
        {
            draft.Selector = superlative.ToSelector();
        }
        else
        {
            return false;
        }

        cursor.Advance();
        return true;
    }

    private bool TryReadWord(Lexeme word)
    {
        bool isAmong = word.Is(WordKind.Among) && (draft.Selector is not null || draft.Rank is not null);
        if (isAmong || (word.Is(WordKind.Filler) && !word.IsNoun))
        {
            // "The smaller of the two boxes" is one.
            draft.Singular |= word.Text == "of" && cursor.Position > 0 && cursor.Peek(-1).Is(WordKind.Attribute) && draft.Attributes.Count > 0;
            draft.Different |= word.Text is "other" or "else" or "something else";
            cursor.Advance();
            return true;
        }

        if (word.Is(WordKind.Position) && cursor.NounFollows(1))
        {
            _attributes.ReadPosition();
            return true;
        }

        if (_attributes.TryReadNegated())
            return true;
        if (word.Is(WordKind.Attribute) && (!word.IsNoun || cursor.NounFollows(1)))
        {
            _attributes.Read(negated: false);
            return true;
        }

        if (!word.IsNoun)
        {
            // A verb inside a phrase is an adjective here ("the empty bottle").
            if (!word.Is(WordKind.TakeVerb) && !word.Is(WordKind.RefusedVerb) && !word.Is(WordKind.Feature) || !cursor.NounFollows(1))
                return false;
            draft.Ignored.Add(word.Text);
        }
        else if (cursor.NounFollows(1) && cursor.Peek(1).IsNoun)
        {
            draft.Ignored.Add(word.Text);
        }
        else
        {
            draft.Head = word;
            draft.Different |= word.Text is "something" or "anything";
        }

        cursor.Advance();
        return true;
    }

    // "everything", "the rest": a noun by itself.
    private static bool MeansThings(string text) =>
        (text.StartsWith("every", StringComparison.Ordinal) && text.Contains("thing", StringComparison.Ordinal))
        || text is "it all" or "all of it" or "the lot" or "the whole lot" or "them all" or "all of them" or "whatever" or "the rest" or "do the rest" or "the others" or "all others"
        || text.EndsWith("that", StringComparison.Ordinal) || text.EndsWith("things", StringComparison.Ordinal) || text.EndsWith("else", StringComparison.Ordinal);

    private bool FollowsOf() => cursor.Position > 1 && (IsOf(cursor.Peek(-1)) || IsOf(cursor.Peek(-2)));

    private static bool IsOf(Lexeme word) => word.Text == "of" || word.Is(WordKind.Among);

    private bool IsOrdinalHere() => !cursor.Is(WordKind.First) || cursor.NounFollows(1) || cursor.Peek(1).CountsFromASide;
}
