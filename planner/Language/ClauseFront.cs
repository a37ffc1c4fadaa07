namespace DexGrasp.Planner.Language;

/// <summary>
/// Keeps what is said before the thing that it restricts: "out of the bottles, take the tallest", "left of the tin there is a cup", "counting
/// from the right, take the third object".
/// </summary>
/// <param name="vocabulary">The words it knows.</param>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="notes">Receives what was paid no attention to, for people.</param>
internal sealed class ClauseFront(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes)
{
    private NounPhrase? _domain;
    private NounPhraseDraft _place = new();
    private Selector? _side;

    /// <summary>Gets whether a relation to another thing is kept.</summary>
    public bool NamesAPlace => _place.Relations.Count > 0;

    /// <summary>Reads such a front at the cursor; false where there is none, and the cursor has not moved.</summary>
    public bool TryRead()
    {
        int start = cursor.Position;
        while (!cursor.AtEnd && cursor.Is(WordKind.Filler) && !cursor.Current.IsNoun && !IsPartitive(cursor.Current))
            cursor.Advance();
        if (!cursor.AtEnd && (TryReadDomain() || TryReadPlace() || TryReadSide()))
            return true;
        cursor.Position = start;
        return false;
    }

    /// <summary>Returns a phrase with what is kept added to it, and keeps nothing any more.</summary>
    public NounPhrase Apply(NounPhrase phrase)
    {
        if (_domain is { } domain)
            phrase = phrase.Within(domain);
        ReferringExpression e = _place.AddTo(phrase.Expression);
        Selector? selector = e.Selector ?? _place.Selector;
        if (_side is { } side && selector is { Measure: Measure.Right })
            selector = selector with { Largest = side.Largest };
        phrase = phrase with { Expression = e with { Selector = selector } };
        (_domain, _place, _side) = (null, new NounPhraseDraft(), null);
        return phrase;
    }

    /// <summary>Returns what is kept as a phrase of its own, for "of the red things, please"; null where nothing is. Keeps nothing any more.</summary>
    public NounPhrase? TakeAlone()
    {
        bool restricts = _domain is { Vague: false } || NamesAPlace || _place.Attributes.Count > 0;
        NounPhrase phrase = _domain ?? new NounPhraseDraft { Singular = true }.Build(vocabulary, null, notes);
        _domain = null;
        phrase = Apply(phrase);
        return restricts ? phrase : null;
    }

    private static bool IsPartitive(Lexeme word) => word.Is(WordKind.Among) || word.Text is "of" or "from";

    private bool TryReadDomain()
    {
        int start = cursor.Position;
        if (!IsPartitive(cursor.Current))
            return false;
        cursor.Advance();
        int noun = cursor.Position;
        while (cursor.Is(WordKind.Determiner) || cursor.Is(WordKind.All) && cursor.Peek(1).Is(WordKind.Table))
            cursor.Advance();
        if (cursor.TryTake(WordKind.Table))
            return true;
        cursor.Position = noun;
        if (new NounPhraseParser(vocabulary, cursor, notes).Parse(null) is not { } phrase || !phrase.Expression.NounIsKnown)
        {
            cursor.Position = start;
            return false;
        }

        if (phrase.Plural || phrase.Vague || phrase.Count != 1)
            _domain = phrase;
        else if (cursor.Peek(noun - cursor.Position - 1).Text != "of")
            _place.Relations.Add(new Relation(RelationKind.Inside, [phrase.Expression]));
        else
            cursor.Position = start;
        return cursor.Position != start;
    }

    private bool TryReadPlace()
    {
        // "Right, let's go".
        if (cursor.Current.Text == "right" && cursor.Peek(1).Is(WordKind.Comma))
        {
            cursor.Position += 2;
            return true;
        }

        if (cursor.Is(WordKind.Position) && !cursor.Is(WordKind.Relation) && cursor.Current.Text.Contains(' ', StringComparison.Ordinal) && !cursor.NounFollows(1))
        {
            int start = cursor.Position;
            WordSense position = cursor.Current.Find(WordKind.Position)!;
            cursor.Advance();
            if (IsOfWhatFollows())
            {
                _place.Attributes.Add(new AttributeTest(AttributeKind.Position, [position.Name]));
                return true;
            }

            cursor.Position = start;
            return false;
        }

        if (cursor.Is(WordKind.Superlative) || cursor.Current.Find(WordKind.Relation)?.Name == "farthestFrom")
            return false;
        // "By the way", "in the end": with what is not known, short words are mostly part of a turn of phrase.
        bool mayBeIdiom = cursor.Current.Text is "by" or "in" or "on" or "over" or "around" or "against" or "within" or "near" or "upon";
        var draft = new NounPhraseDraft();
        if (!new RelationReader(vocabulary, cursor, notes, draft, 0).TryRead() || (mayBeIdiom && draft.Relations.Exists(r => r.Anchors.Any(a => !a.NounIsKnown))))
            return false;
        _place = draft;
        return true;
    }

    // "From the left, the third": only for an ordinal that is still to come.
    private bool TryReadSide()
    {
        if (!cursor.Current.CountsFromASide)
            return false;
        for (int ahead = 1; cursor.Peek(ahead).Text.Length > 0 && !cursor.Peek(ahead).Is(WordKind.SentenceEnd); ahead++)
        {
            if (!cursor.Peek(ahead).Is(WordKind.Ordinal))
                continue;
            _side = cursor.Current.Find(WordKind.Superlative)!.ToSelector();
            cursor.Advance();
            return true;
        }

        return false;
    }

    private bool IsOfWhatFollows()
    {
        bool comma = cursor.TryTake(WordKind.Comma);
        cursor.SkipFillers();
        return cursor.Is(WordKind.Determiner) || cursor.Is(WordKind.Number) || (comma && cursor.Is(WordKind.TakeVerb));
    }
}
