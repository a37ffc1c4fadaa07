namespace DexGrasp.Planner.Language;

/// <summary>Reads a noun phrase from its noun on: places, relations, superlatives, and adjectives that follow.</summary>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="draft">Receives it.</param>
/// <param name="relations">Reads relations for the same draft.</param>
internal sealed class PostmodifierReader(LexemeCursor cursor, NounPhraseDraft draft, RelationReader relations)
{
    private readonly AttributeReader _attributes = new(cursor, draft);

    /// <summary>Reads to the first word that does not belong to the phrase.</summary>
    public void Read()
    {
        while (!cursor.AtEnd)
        {
            int before = cursor.Position;
            // "a can of soda": what is in it does not matter.
            if (draft.Head is not null && cursor.Current.Text == "of" && cursor.Peek(1).IsNoun)
            {
                cursor.Position += 2;
                continue;
            }

            if (JoinsAttributes() || IsSideAfterComma())
                cursor.Advance();
            if (relations.TryReadNearness() || relations.TryReadSource() || relations.TryReadWhole())
                continue;

            cursor.SkipFillers();
            if (relations.TryReadSource() || TryReadRank() || TrySkipStance())
                continue;
            Lexeme word = cursor.Current;
            if (word.Is(WordKind.With) && cursor.Peek(1).Text.Length > 0 && TryReadFeature(present: true)
                || word.Is(WordKind.Without) && TryReadFeature(present: false)
                || relations.TryRead()
                || TryReadSelector(word)
                || TryReadAttribute(word))
            {
                continue;
            }

            if (word.Is(WordKind.Determiner) && (cursor.Peek(1).CountsFromASide || cursor.Peek(1).Find(WordKind.Relation)?.Name is "nearestTo" or "farthestFrom" || IsSaidToBeMost()))
            {
                cursor.Advance();
                continue;
            }

            cursor.Position = before;
            return;
        }
    }

    /// <summary>Reads a place that stands for all that is there: "clear the right side of the table", "take what stands on the left".</summary>
    /// <returns>False where there is none; the cursor may then have moved.</returns>
    public bool TryReadPlaceAlone()
    {
        if (!relations.TryRead() && !(cursor.Is(WordKind.Position) && TryReadAttribute(cursor.Current)))
            return false;
        draft.All = draft.Attributes.Exists(a => a.Kind == AttributeKind.Position);
        return draft.All;
    }

    // "everything that is red and round".
    private bool JoinsAttributes() => cursor.Is(WordKind.And) && cursor.Peek(1).Is(WordKind.Attribute) && !cursor.Peek(1).IsNoun
        && draft.Attributes.Count > 0 && cursor.Position > 0 && cursor.Peek(-1).Is(WordKind.Attribute) && !cursor.AttributesLeadToNoun(1);

    // "The bottle that is the tallest".
    private bool IsSaidToBeMost() => draft.Selector is null && cursor.Peek(-1).Text is "is" or "are" or "was" or "be" && cursor.Peek(1).Is(WordKind.Superlative) && !cursor.NounFollows(1);

    // "The third object, counted from the right".
    private bool IsSideAfterComma()
    {
        if (draft.Rank is null || !cursor.Is(WordKind.Comma))
            return false;
        int ahead = 1;
        while (cursor.Peek(ahead).Is(WordKind.Filler))
            ahead++;
        return cursor.Peek(ahead).CountsFromASide;
    }

    // "Object number two", "the one that comes second from the left".
    private bool TryReadRank()
    {
        if (draft.Rank is not null || cursor.Current.Find(WordKind.Ordinal) is not { } ordinal)
            return false;
        int ahead = 1;
        while (cursor.Peek(ahead).Is(WordKind.Filler))
            ahead++;
        if (ordinal.Name != "number" && !cursor.Peek(ahead).CountsFromASide)
            return false;
        draft.Rank = ordinal.Number;
        cursor.Advance();
        return true;
    }

    // "The brush lying left of the tin": how it lies there is not the point.
    private bool TrySkipStance()
    {
        if (cursor.Current.Text is not ("lying" or "standing" or "sitting") || !(cursor.Peek(1).Is(WordKind.Relation) || cursor.Peek(1).Is(WordKind.Position)))
            return false;
        cursor.Advance();
        return true;
    }

    private bool TryReadSelector(Lexeme word)
    {
        if (word.Find(WordKind.Superlative) is not { } superlative)
            return false;
        if (cursor.Peek(1).Is(WordKind.First) || cursor.Peek(1).Is(WordKind.Last))
            return false;
        draft.Selector = superlative.ToSelector();
        cursor.Advance();
        return true;
    }

    private bool TryReadAttribute(Lexeme word)
    {
        if (word.Is(WordKind.Position) && !(word.Is(WordKind.Relation) && !cursor.Peek(1).IsNoun && cursor.Peek(1).Is(WordKind.Determiner)))
        {
            _attributes.ReadPosition();
            return true;
        }

        if (_attributes.TryReadNegated())
            return true;
        if (!word.Is(WordKind.Attribute) || cursor.NounFollows(0) && !IsLoneAttribute())
            return false;
        _attributes.Read(negated: false);
        return true;
    }

    // "everything orange": no other noun follows, so the colour is meant.
    private bool IsLoneAttribute() => cursor.Current.Is(WordKind.Attribute) && cursor.Current.IsNoun && !cursor.NounFollows(1);

    private bool TryReadFeature(bool present)
    {
        int start = cursor.Position;
        cursor.Advance();
        var colours = new List<string>();
        while (cursor.Is(WordKind.Determiner) || cursor.Is(WordKind.Attribute) && !cursor.Is(WordKind.Feature) || cursor.Is(WordKind.And) && colours.Count > 0)
        {
            if (cursor.Current.Find(WordKind.Attribute) is { } sense && VocabularyReader.ToAttributeKind(sense.Detail) == AttributeKind.Colour)
                colours.Add(sense.Name);
            cursor.Advance();
        }

        if (present && colours.Count > 0 && cursor.Current.Text is "colour" or "color" or "shade" or "hue" or "tint")
        {
            draft.Attributes.Add(new AttributeTest(AttributeKind.Colour, colours));
            cursor.Advance();
            return true;
        }

        WordSense? feature = cursor.AtEnd ? null : cursor.Current.Find(WordKind.Feature);
        if (feature is null)
        {
            cursor.Position = start;
            return false;
        }

        cursor.Advance();
        if (feature.Name == "handle" && colours.Count == 0)
            draft.Attributes.Add(new AttributeTest(AttributeKind.Shape, ["handled"], !present));
        else if (colours.Count > 0)
            draft.Attributes.Add(new AttributeTest(AttributeKind.PartColour, colours, !present));
        return true;
    }
}
