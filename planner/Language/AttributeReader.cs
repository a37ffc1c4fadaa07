namespace DexGrasp.Planner.Language;

/// <summary>Reads adjectives, wherever in a noun phrase they stand.</summary>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="draft">Receives them.</param>
internal sealed class AttributeReader(LexemeCursor cursor, NounPhraseDraft draft)
{
    /// <summary>Reads the adjective at the cursor and those joined to it: "red or green", "red and white". Values of one kind are alternatives.</summary>
    public void Read(bool negated)
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

        draft.Attributes.Add(new AttributeTest(kind, values, negated));
    }

    /// <summary>Reads "not red"; returns false where the cursor stands at nothing like it.</summary>
    public bool TryReadNegated()
    {
        if (!cursor.Is(WordKind.Negation) || !cursor.Peek(1).Is(WordKind.Attribute))
            return false;
        cursor.Advance();
        Read(negated: true);
        return true;
    }

    /// <summary>Reads the place at the cursor: "left", "on the left".</summary>
    public void ReadPosition()
    {
        draft.Attributes.Add(new AttributeTest(AttributeKind.Position, [cursor.Current.Find(WordKind.Position)!.Name]));
        cursor.Advance();
    }
}
