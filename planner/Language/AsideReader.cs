namespace DexGrasp.Planner.Language;

/// <summary>Reads what is told of a thing without asking for it: "they're next to the book", "the pan is hot".</summary>
/// <param name="vocabulary">The words it knows.</param>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="notes">Receives what was paid no attention to, for people.</param>
internal sealed class AsideReader(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes)
{
    /// <summary>Reads where the thing of the phrase before stands; null where nothing is told of it, and the cursor has not moved.</summary>
    public NounPhraseDraft? ReadPlace()
    {
        if (cursor.AtEnd || cursor.Current.Text is not ("it" or "its" or "it is" or "they" or "theyre" or "it lies" or "it stands"))
            return null;
        int start = cursor.Position;
        cursor.Advance();
        cursor.SkipFillers();
        var draft = new NounPhraseDraft();
        if (new RelationReader(vocabulary, cursor, notes, draft, 0).TryRead())
            return draft;
        cursor.Position = start;
        return null;
    }

    /// <summary>Returns whether the phrase that begins at the cursor is only said to be there: "there are two cups", "I see a tin".</summary>
    public bool IsMention()
    {
        for (int back = -1; cursor.Position + back >= 0 && cursor.Peek(back).Is(WordKind.Filler); back--)
            if (cursor.Peek(back).Text is "there is" or "there are" or "theres" or "there" or "i see" or "i can see" or "see")
                return true;
        return false;
    }

    /// <summary>Returns whether the phrase before is told to be in some state, "the pan is hot", and reads the state.</summary>
    /// <param name="phrase">The phrase before.</param>
    public bool IsStatement(NounPhrase phrase)
    {
        if (phrase.Vague || cursor.Current.Text is not ("is" or "are") || !cursor.Peek(1).Is(WordKind.Unknown) || cursor.Peek(1).Text is "what" or "who" or "which")
            return false;
        cursor.Position += 2;
        return true;
    }
}
