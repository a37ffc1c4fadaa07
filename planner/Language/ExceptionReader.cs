namespace DexGrasp.Planner.Language;

/// <summary>Reads what is to be left alone: "except the cup and the tin", "do not touch the banana", "not the red one".</summary>
/// <param name="cursor">Stands at the word that begins it; moves past what is read.</param>
/// <param name="readPhrase">Reads a noun phrase at the cursor; null where none begins.</param>
internal sealed class ExceptionReader(LexemeCursor cursor, Func<NounPhrase?> readPhrase)
{
    /// <summary>Reads to the end of the list.</summary>
    /// <param name="except">Receives the phrases.</param>
    /// <param name="nothingAsked">Whether nothing was asked for yet, so that "not the red one, the blue one" corrects itself.</param>
    public void Read(List<ReferringExpression> except, bool nothingAsked)
    {
        bool isBut = cursor.Current.Text == "but", isNegation = cursor.Is(WordKind.Negation);
        cursor.Advance();
        int had = except.Count;
        if (isBut && IsOnlyConjunction())
            return;
        while (!cursor.AtEnd)
        {
            cursor.SkipFillers();
            bool turns = cursor.Is(WordKind.TakeVerb) || cursor.Current.Text == "but" && cursor.Peek(1).Is(WordKind.TakeVerb);
            if (turns && except.Count > had)
            {
                cursor.TryTake(WordKind.Exception);
                return;
            }

            if (IsVerbOrMark())
            {
                cursor.Advance();
                continue;
            }

            int start = cursor.Position;
            if (readPhrase() is not { } phrase)
                return;
            // "Leave everything else", "not that one": what was not asked for anyway.
            if (IsComplement(start) || (isNegation && phrase.Vague))
                return;
            except.Add(phrase.Expression);
            if (isNegation && nothingAsked && Turns())
                return;
            if ((nothingAsked && except.Count == 1 && IsCorrection()) || !GoesOn())
                return;
        }
    }

    // "Not the tin but the jar": from here on it says what is wanted.
    private bool Turns()
    {
        int ahead = cursor.Is(WordKind.Comma) ? 1 : 0;
        if (cursor.Peek(ahead).Text is not ("but" or "but rather" or "but instead") || cursor.Peek(ahead + 1).Is(WordKind.KeepVerb) || cursor.Peek(ahead + 1).Is(WordKind.Negation))
            return false;
        cursor.Position += ahead + 1;
        return true;
    }

    private bool IsComplement(int start)
    {
        for (int back = start - cursor.Position; back <= 0; back++)
            if (cursor.Peek(back).Text.Split(' ').Any(w => w is "else" or "other" or "others" or "rest" or "remaining"))
                return true;
        return false;
    }

    // "Do not disturb the cup": an unknown verb.
    private bool IsVerbOrMark() => cursor.Is(WordKind.TakeVerb) || cursor.Is(WordKind.KeepVerb) || cursor.Is(WordKind.RefusedVerb) || cursor.Is(WordKind.Exception)
        || cursor.Is(WordKind.Negation) || (cursor.Is(WordKind.Unknown) && cursor.Peek(1).Is(WordKind.Determiner));

    private bool GoesOn()
    {
        int position = cursor.Position;
        while (cursor.Is(WordKind.And) || cursor.Is(WordKind.Or) || cursor.Is(WordKind.Comma))
            cursor.Advance();
        if (cursor.Position == position || cursor.Current.Text.Split(' ')[0] is "only" or "just" or "rather" or "instead")
            return false;
        cursor.SkipFillers();
        return !cursor.Is(WordKind.TakeVerb) || cursor.Current.IsNoun;
    }

    // "Sorry to ask, but could you take the cup."
    private bool IsOnlyConjunction()
    {
        int ahead = 0;
        while (cursor.Peek(ahead).Is(WordKind.Filler) && !cursor.Peek(ahead).IsNoun)
            ahead++;
        return cursor.Peek(ahead).Is(WordKind.TakeVerb) && !cursor.Peek(ahead).IsNoun;
    }

    private bool IsCorrection() => cursor.Is(WordKind.Comma) && cursor.Peek(1).Is(WordKind.Determiner);
}
