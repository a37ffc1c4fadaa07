namespace DexGrasp.Planner.Language;

/// <summary>Reads one noun phrase: "the second small red cup from the left that is not behind the tin".</summary>
internal sealed class NounPhraseParser(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes)
{
    private const int DeepestNesting = 4;
    private readonly List<AttributeTest> _attributes = [];
    private readonly List<Relation> _relations = [];
    private readonly List<string> _ignored = [];
    private int? _count;
    private int? _rank;
    private bool _all;
    private bool _singular;
    private Selector? _selector;
    private Lexeme? _head;

    /// <summary>Reads the phrase at the cursor.</summary>
    /// <param name="previous">An earlier phrase of the prompt, to which "one" may refer back.</param>
    /// <param name="depth">Nesting inside relations.</param>
    /// <returns>The phrase, or null when none begins here; the cursor then has not moved.</returns>
    public NounPhrase? Parse(ReferringExpression? previous, int depth = 0)
    {
        int start = cursor.Position;
        ReadBeforeHead();
        bool bare = _head is null;
        bool empty = _head is null && !_all && _attributes.Count == 0 && _selector is null && _rank is null && _count is null;
        if (empty && !(depth == 0 && ReadPlaceAlone()))
        {
            cursor.Position = start;
            return null;
        }

        ReadAfterHead(depth);
        return Build(previous, bare);
    }

    // "clear the right side of the table", "take what stands on the left".
    private bool ReadPlaceAlone()
    {
        if (!TryReadRelation(0) && !(cursor.Is(WordKind.Position) && TryReadTrailingAttribute(cursor.Current)))
            return false;
        _all = _attributes.Exists(a => a.Kind == AttributeKind.Position);
        return _all;
    }

    private void ReadBeforeHead()
    {
        while (!cursor.AtEnd)
        {
            Lexeme word = cursor.Current;
            if (word.Is(WordKind.All))
            {
                _all = true;
                _head ??= word.Text.StartsWith("every", StringComparison.Ordinal) && word.Text.Contains("thing", StringComparison.Ordinal) || word.Text is "whatever" or "the rest" or "the others" or "all others" || word.Text.EndsWith("that", StringComparison.Ordinal) || word.Text.EndsWith("things", StringComparison.Ordinal) || word.Text.EndsWith("else", StringComparison.Ordinal)
                    ? word : null;
                cursor.Advance();
                if (_head is not null)
                    return;
            }
            else if (word.Is(WordKind.Determiner))
            {
                _singular |= word.Text is "a" or "an" or "this" or "that" or "another" or "any" or "one of" or "any one of" or "either";
                cursor.Advance();
            }
            else if (word.Find(WordKind.Number) is { } number && !(word.Text == "one" && !NounFollows(1)))
            {
                // "the tallest of the three bottles" asks for one.
                if (_selector is null || !FollowsOf())
                    _count = number.Number;
                cursor.Advance();
            }
            else if (word.Find(WordKind.Ordinal) is { } ordinal && IsOrdinalHere())
            {
                _rank = ordinal.Number;
                cursor.Advance();
            }
            else if (word.Is(WordKind.Last) && NounFollows(1))
            {
                _rank = -1;
                cursor.Advance();
            }
            else if (word.Find(WordKind.Superlative) is { } superlative && !(word.Is(WordKind.Relation) && !NounFollows(1)))
            {
                _selector = ToSelector(superlative);
                cursor.Advance();
            }
            else if (!ReadWordBeforeHead(word))
            {
                return;
            }

            if (_head is not null)
                return;
        }
    }

    private bool ReadWordBeforeHead(Lexeme word)
    {
        if (word.Is(WordKind.Filler) && !word.IsNoun)
        {
            cursor.Advance();
            return true;
        }

        if (word.Is(WordKind.Position) && NounFollows(1))
        {
            _attributes.Add(new AttributeTest(AttributeKind.Position, [word.Find(WordKind.Position)!.Name]));
            cursor.Advance();
            return true;
        }

        if (word.Is(WordKind.Negation) && cursor.Peek(1).Is(WordKind.Attribute))
        {
            cursor.Advance();
            ReadAttributes(negated: true);
            return true;
        }

        if (word.Is(WordKind.Attribute) && (!word.IsNoun || NounFollows(1)))
        {
            ReadAttributes(negated: false);
            return true;
        }

        if (!word.IsNoun)
        {
            // A verb inside a phrase is an adjective here ("the empty bottle").
            if (!word.Is(WordKind.TakeVerb) && !word.Is(WordKind.RefusedVerb) && !word.Is(WordKind.Feature) || !NounFollows(1))
                return false;
            _ignored.Add(word.Text);
            cursor.Advance();
            return true;
        }

        if (NounFollows(1) && cursor.Peek(1).IsNoun)
            _ignored.Add(word.Text);
        else
            _head = word;
        cursor.Advance();
        return true;
    }

    // "red or green cups", "red and white": values of one kind are alternatives.
    private void ReadAttributes(bool negated)
    {
        WordSense first = cursor.Current.Find(WordKind.Attribute)!;
        AttributeKind kind = VocabularyReader.ToAttributeKind(first.Detail);
        List<string> values = [first.Name];
        cursor.Advance();
        while (cursor.Is(WordKind.Or) || cursor.Is(WordKind.And) || cursor.Is(WordKind.Comma))
        {
            int ahead = cursor.Peek(1).Is(WordKind.Or) || cursor.Peek(1).Is(WordKind.And) ? 2 : 1;
            Lexeme next = cursor.Peek(ahead);
            if (next.Find(WordKind.Attribute) is not { } other || VocabularyReader.ToAttributeKind(other.Detail) != kind || (next.IsNoun && !cursor.Peek(ahead + 1).IsNoun))
                break;
            values.Add(other.Name);
            cursor.Position += ahead + 1;
        }

        _attributes.Add(new AttributeTest(kind, values, negated));
    }

    private bool FollowsOf() => cursor.Position > 1 && (cursor.Peek(-1).Text == "of" || cursor.Peek(-2).Text == "of");

    private bool IsOrdinalHere()
    {
        Lexeme next = cursor.Peek(1);
        return !cursor.Is(WordKind.First) || NounFollows(1) || next.Find(WordKind.Superlative) is not null && next.Text.StartsWith("from", StringComparison.Ordinal);
    }

    private bool AttributeLeadsToNoun(int ahead)
    {
        while (cursor.Peek(ahead).Is(WordKind.Attribute) && !cursor.Peek(ahead).IsNoun)
            ahead++;
        return cursor.Peek(ahead).IsNoun;
    }

    // Whether this phrase still has its head noun ahead, past adjectives.
    private bool NounFollows(int ahead)
    {
        for (; ; ahead++)
        {
            Lexeme word = cursor.Peek(ahead);
            if (word.Text.Length == 0)
                return false;
            if (word.IsNoun)
                return true;
            bool adjective = word.Is(WordKind.Attribute) || word.Is(WordKind.Superlative) && !word.Text.StartsWith("from", StringComparison.Ordinal) && !word.Is(WordKind.Relation)
                || word.Is(WordKind.Number) || word.Is(WordKind.Ordinal) && !word.Is(WordKind.First)
                || word.Is(WordKind.Position) && !word.Text.Contains(' ', StringComparison.Ordinal);
            if (adjective)
                continue;
            if (!(word.Is(WordKind.And) || word.Is(WordKind.Or)) || !cursor.Peek(ahead + 1).Is(WordKind.Attribute))
                return false;
        }
    }

    private void ReadAfterHead(int depth)
    {
        while (!cursor.AtEnd)
        {
            int before = cursor.Position;
            // "a can of soda": what is in it does not matter.
            if (_head is not null && cursor.Current.Text == "of" && cursor.Peek(1).IsNoun)
            {
                cursor.Position += 2;
                continue;
            }

            // "everything that is red and round".
            if (cursor.Is(WordKind.And) && cursor.Peek(1).Is(WordKind.Attribute) && !cursor.Peek(1).IsNoun && _attributes.Count > 0 && before > 0 && cursor.Peek(-1).Is(WordKind.Attribute) && !AttributeLeadsToNoun(1))
                cursor.Advance();

            cursor.SkipFillers();
            Lexeme word = cursor.Current;
            if (word.Is(WordKind.With) && cursor.Peek(1).Text.Length > 0 && TryReadFeature(present: true)
                || word.Is(WordKind.Without) && TryReadFeature(present: false)
                || TryReadRelation(depth)
                || TryReadSelector(word)
                || TryReadTrailingAttribute(word))
            {
                continue;
            }

            if (word.Is(WordKind.Determiner) && cursor.Peek(1).Find(WordKind.Superlative) is not null && cursor.Peek(1).Text.StartsWith("from", StringComparison.Ordinal))
            {
                cursor.Advance();
                continue;
            }

            cursor.Position = before;
            return;
        }
    }

    private bool TryReadSelector(Lexeme word)
    {
        if (word.Find(WordKind.Superlative) is not { } superlative)
            return false;
        if (cursor.Peek(1).Is(WordKind.First) || cursor.Peek(1).Is(WordKind.Last))
            return false;
        _selector = ToSelector(superlative);
        cursor.Advance();
        return true;
    }

    private bool TryReadTrailingAttribute(Lexeme word)
    {
        if (word.Is(WordKind.Position) && !(word.Is(WordKind.Relation) && !cursor.Peek(1).IsNoun && cursor.Peek(1).Is(WordKind.Determiner)))
        {
            _attributes.Add(new AttributeTest(AttributeKind.Position, [word.Find(WordKind.Position)!.Name]));
            cursor.Advance();
            return true;
        }

        if (word.Is(WordKind.Negation) && cursor.Peek(1).Is(WordKind.Attribute))
        {
            cursor.Advance();
            ReadAttributes(negated: true);
            return true;
        }

        if (!word.Is(WordKind.Attribute) || NounFollows(0) && !IsLoneAttribute())
            return false;
        ReadAttributes(negated: false);
        return true;
    }

    // "everything orange": no other noun follows, so the colour is meant.
    private bool IsLoneAttribute() => cursor.Current.Is(WordKind.Attribute) && cursor.Current.IsNoun && !NounFollows(1);

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

        WordSense? feature = cursor.AtEnd ? null : cursor.Current.Find(WordKind.Feature);
        if (feature is null)
        {
            cursor.Position = start;
            return false;
        }

        cursor.Advance();
        if (feature.Name == "handle" && colours.Count == 0)
            _attributes.Add(new AttributeTest(AttributeKind.Shape, ["handled"], !present));
        else if (colours.Count > 0)
            _attributes.Add(new AttributeTest(AttributeKind.PartColour, colours, !present));
        return true;
    }

    private bool TryReadRelation(int depth)
    {
        if (cursor.AtEnd || cursor.Current.Find(WordKind.Relation) is not { } sense || depth >= DeepestNesting)
            return false;
        int start = cursor.Position;
        RelationKind kind = Enum.Parse<RelationKind>(sense.Name, ignoreCase: true);
        cursor.Advance();
        List<ReferringExpression> anchors = [];
        if (ReadAnchor(depth) is { } anchor)
            anchors.Add(anchor);
        if (anchors.Count > 0 && kind == RelationKind.Between && cursor.TryTake(WordKind.And) && ReadAnchor(depth) is { } second)
            anchors.Add(second);
        // What lies in the tray is done already, so "in the tray" says where to put things: the sentence's business.
        if (anchors.Count == 0 || (anchors[0].Landmark == Landmark.Tray && kind is RelationKind.Inside or RelationKind.OnTopOf))
        {
            cursor.Position = start;
            return false;
        }

        AddRelation(kind, anchors);
        return true;
    }

    private ReferringExpression? ReadAnchor(int depth)
    {
        cursor.SkipFillers();
        int start = cursor.Position;
        cursor.TryTake(WordKind.Determiner);
        foreach ((WordKind kind, Landmark landmark) in new[] { (WordKind.Tray, Landmark.Tray), (WordKind.Table, Landmark.Table), (WordKind.Viewer, Landmark.Viewer), (WordKind.Robot, Landmark.Robot) })
            if (cursor.TryTake(kind))
                return ReferringExpression.Of(landmark);
        cursor.Position = start;
        return new NounPhraseParser(vocabulary, cursor, notes).Parse(null, depth + 1)?.Expression;
    }

    // Relations to the table are places on it.
    private void AddRelation(RelationKind kind, List<ReferringExpression> anchors)
    {
        string? place = (anchors[0].Landmark, kind) switch
        {
            (Landmark.Table, RelationKind.LeftOf) => "left",
            (Landmark.Table, RelationKind.RightOf) => "right",
            (Landmark.Table, RelationKind.Behind) => "back",
            (Landmark.Table, RelationKind.InFrontOf) or (Landmark.Viewer, RelationKind.InFrontOf) => "front",
            (Landmark.Table, RelationKind.Between) => "middle",
            _ => null,
        };
        if (place is not null)
            _attributes.Add(new AttributeTest(AttributeKind.Position, [place]));
        else if (anchors[0].Landmark == Landmark.Viewer && kind is RelationKind.NearestTo or RelationKind.FarthestFrom)
            _selector = new Selector(Measure.Away, kind == RelationKind.FarthestFrom, Math.Max(1, _rank ?? 1));
        else if (anchors[0].Landmark != Landmark.Table)
            _relations.Add(new Relation(kind, anchors));
    }

    private static Selector ToSelector(WordSense sense) => new(Enum.Parse<Measure>(sense.Name, ignoreCase: true), sense.Detail == "largest");

    private NounPhrase Build(ReferringExpression? previous, bool bare)
    {
        if (_selector is not null && _rank is { } rank)
            _selector = rank < 0 ? _selector with { Largest = !_selector.Largest } : _selector with { Rank = rank };
        else if (_rank is { } alone)
            _selector = alone < 0 ? new Selector(Measure.Right, Largest: true) : new Selector(Measure.Right, Largest: false, alone);

        WordSense? category = _head?.Find(WordKind.Category), group = _head?.Find(WordKind.Group);
        bool unknown = _head is not null && category is null && group is null && !_head.Is(WordKind.Object) && !_head.Is(WordKind.All);
        ReferringExpression expression = new(
            category?.Name ?? group?.Name ?? (unknown ? string.Join(' ', _ignored.Append(_head!.Text)) : "object"),
            category is not null ? [category.Name] : group is not null ? vocabulary.Groups[group.Name] : [],
            !unknown, [.. _attributes], [.. _relations], _selector);
        if (_head?.Text is "one" or "ones" && previous is not null && previous.Landmark == Landmark.None)
            expression = expression with { Noun = previous.Noun, Categories = previous.Categories, NounIsKnown = previous.NounIsKnown };
        if (!unknown)
            foreach (string word in _ignored)
                notes.Add($"I cannot judge \"{word}\" here and paid no attention to it.");
        foreach (AttributeTest material in _attributes.Where(a => a.Kind == AttributeKind.Material))
            notes.Add($"I cannot judge \"{material}\" from pictures and paid no attention to it.");

        bool mass = group is not null && vocabulary.IsMassNoun(group.Name) && !_singular;
        bool plural = _head?.Plural == true || _all || mass;
        int? count = _count ?? (plural && !_singular && (_selector is null || _all) ? null : 1);
        if (_count is > 1 && _selector is not null)
            expression = expression with { Selector = null };
        return new NounPhrase(expression, count, !bare, bare && _selector is not null && _attributes.Count == 0 && _relations.Count == 0 && !_all, plural)
        {
            Extra = _count is > 1 ? _selector : null,
        };
    }
}
