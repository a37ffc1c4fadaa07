namespace DexGrasp.Planner.Language;

/// <summary>Reads relations with the phrases that they lead to: "left of the tin", "between the two red cups".</summary>
/// <param name="vocabulary">The words it knows.</param>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="notes">Receives what was paid no attention to, for people.</param>
/// <param name="draft">Receives the relations.</param>
/// <param name="depth">Nesting of the draft inside relations. Range: 0 and above.</param>
internal sealed class RelationReader(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes, NounPhraseDraft draft, int depth)
{
    private const int DeepestNesting = 4;
    private static readonly (WordKind Kind, Landmark Landmark)[] Landmarks =
        [(WordKind.Tray, Landmark.Tray), (WordKind.Table, Landmark.Table), (WordKind.Viewer, Landmark.Viewer), (WordKind.Robot, Landmark.Robot)];

    /// <summary>Reads the relation at the cursor; false where there is none, and the cursor has not moved.</summary>
    public bool TryRead()
    {
        if (cursor.AtEnd || cursor.Current.Find(WordKind.Relation) is not { } sense || depth >= DeepestNesting)
            return false;
        int start = cursor.Position;
        RelationKind kind = Enum.Parse<RelationKind>(sense.Name, ignoreCase: true);
        cursor.Advance();
        if (kind == RelationKind.Inside && cursor.Is(WordKind.Attribute) && !cursor.NounFollows(1))
        {
            // "The cup in red".
            new AttributeReader(cursor, draft).Read(negated: false);
            return true;
        }

        List<ReferringExpression> anchors = [];
        if (ReadAnchor() is { } anchor)
            anchors.Add(anchor);
        if (anchors.Count > 0 && kind == RelationKind.Between && cursor.TryTake(WordKind.And) && ReadAnchor() is { } second)
            anchors.Add(second);
        // What lies in the tray is done already, so "in the tray" says where to put things: the sentence's business.
        if (anchors.Count == 0 || (anchors[0].Landmark == Landmark.Tray && kind is RelationKind.Inside or RelationKind.OnTopOf))
        {
            cursor.Position = start;
            return false;
        }

        Add(kind, anchors);
        return true;
    }

    /// <summary>Reads what is near or far from it: "the closest object to the tin", "the farthest from the box"; false where there is nothing like it, and the cursor has not moved.</summary>
    public bool TryReadNearness()
    {
        if (draft.Selector is not { Measure: Measure.Away } selector || cursor.AtEnd || depth >= DeepestNesting || cursor.Current.Text != (selector.Largest ? "from" : "to"))
            return false;
        int start = cursor.Position;
        cursor.Advance();
        if (ReadAnchor() is not { } anchor)
        {
            cursor.Position = start;
            return false;
        }

        draft.Selector = null;
        Add(selector.Largest ? RelationKind.FarthestFrom : RelationKind.NearestTo, [anchor]);
        return true;
    }

    /// <summary>Reads what a thing is taken out of: "from the box", "off the plate", "out of all these"; false where there is nothing like it, and the cursor has not moved.</summary>
    public bool TryReadSource()
    {
        string text = cursor.Current.Text;
        bool ofThese = text == "of" && draft.Head?.Is(WordKind.Object) == true && (cursor.Peek(1).Is(WordKind.Determiner) || cursor.Peek(1).Is(WordKind.All));
        ofThese |= text == "of" && draft.Selector is not null && cursor.Peek(1).Is(WordKind.All);
        if (cursor.AtEnd || depth >= DeepestNesting || draft.Domain is not null || !(ofThese || cursor.Is(WordKind.Among) || text is "from" or "off"))
            return false;
        int start = cursor.Position;
        cursor.Advance();
        while (cursor.Is(WordKind.Determiner) && (cursor.Peek(1).Is(WordKind.Table) || cursor.Peek(1).Is(WordKind.Determiner)))
            cursor.Advance();
        if (cursor.TryTake(WordKind.Table))
            return true;
        if (new NounPhraseParser(vocabulary, cursor, notes).Parse(null, depth + 1) is not { } phrase || !phrase.Expression.NounIsKnown)
        {
            cursor.Position = start;
            return false;
        }

        bool isOne = draft.Head is null || draft.Head.Is(WordKind.Object);
        if (phrase.Vague || (isOne && phrase.Plural))
        {
            draft.Domain = phrase;
            return true;
        }

        // "The fruit from the toys": nothing lies in a toy.
        if (text == "off" || Holds(phrase.Expression))
            draft.Relations.Add(new Relation(text == "off" ? RelationKind.OnTopOf : RelationKind.Inside, [phrase.Expression]));
        draft.Source = true;
        return true;
    }

    /// <summary>Reads what an unknown thing belongs to: "the neighbour of the tin" is no tin. False where there is nothing like it, and the cursor has not moved.</summary>
    public bool TryReadWhole()
    {
        if (cursor.AtEnd || !draft.Article || cursor.Current.Text != "of" || draft.Head?.Is(WordKind.Unknown) != true || !cursor.Peek(1).Is(WordKind.Determiner) || depth >= DeepestNesting)
            return false;
        int start = cursor.Position;
        cursor.Advance();
        if (ReadAnchor() is not null)
            return true;
        cursor.Position = start;
        return false;
    }

    private bool Holds(ReferringExpression thing) => thing.Categories.Count > 0
        && thing.Categories.All(c => c is "pan" or "plate" or "shaker" or "lid" or "book" || vocabulary.Groups["container"].Contains(c));

    private ReferringExpression? ReadAnchor()
    {
        cursor.SkipFillers();
        int start = cursor.Position;
        cursor.TryTake(WordKind.Determiner);
        foreach ((WordKind kind, Landmark landmark) in Landmarks)
            if (cursor.TryTake(kind))
                return ReferringExpression.Of(landmark);
        cursor.Position = start;
        return new NounPhraseParser(vocabulary, cursor, notes).Parse(null, depth + 1)?.Expression;
    }

    // Relations to the table are places on it.
    private void Add(RelationKind kind, List<ReferringExpression> anchors)
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
            draft.Attributes.Add(new AttributeTest(AttributeKind.Position, [place]));
        else if (anchors[0].Landmark == Landmark.Viewer && kind is RelationKind.NearestTo or RelationKind.FarthestFrom)
            draft.Selector = new Selector(Measure.Away, kind == RelationKind.FarthestFrom, Math.Max(1, draft.Rank ?? 1));
        else if (anchors[0].Landmark != Landmark.Table)
            draft.Relations.Add(new Relation(kind, anchors));
    }
}
