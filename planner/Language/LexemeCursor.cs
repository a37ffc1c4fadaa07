namespace DexGrasp.Planner.Language;

/// <summary>A place in the row of lexemes.</summary>
internal sealed class LexemeCursor(IReadOnlyList<Lexeme> lexemes)
{
    private static readonly Lexeme Past = new("", [new WordSense(WordKind.SentenceEnd, "")], Plural: false);

    public int Position { get; set; }

    public bool AtEnd => Position >= lexemes.Count;

    public Lexeme Current => Peek(0);

    public Lexeme Peek(int ahead) => Position + ahead < lexemes.Count ? lexemes[Position + ahead] : Past;

    public bool Is(WordKind kind) => !AtEnd && Current.Is(kind);

    public void Advance() => Position++;

    public bool TryTake(WordKind kind)
    {
        if (!Is(kind))
            return false;
        Advance();
        return true;
    }

    /// <summary>Returns what the last word before the cursor joins or divides; <see cref="WordKind.Unknown"/> for a word that does neither, fillers left out.</summary>
    public WordKind Before()
    {
        for (int back = -1; Position + back >= 0; back--)
        {
            Lexeme word = Peek(back);
            if (word.Is(WordKind.Filler) && !word.IsNoun)
                continue;
            foreach (WordKind kind in new[] { WordKind.And, WordKind.Comma, WordKind.Then, WordKind.SentenceEnd, WordKind.Negation, WordKind.Correction })
                if (word.Is(kind))
                    return kind;
            return WordKind.Unknown;
        }

        return WordKind.SentenceEnd;
    }

    public void SkipFillers()
    {
        while (!AtEnd && Current.Is(WordKind.Filler) && !Current.IsNoun)
            Advance();
    }

    /// <summary>Returns whether a noun is still to come in this phrase, past adjectives.</summary>
    /// <param name="ahead">The first word to look at; 0 for the current one.</param>
    public bool NounFollows(int ahead)
    {
        for (; ; ahead++)
        {
            Lexeme word = Peek(ahead);
            if (word.Text.Length == 0)
                return false;
            if (word.IsNoun)
                return true;
            if (!IsAdjective(word) && !((word.Is(WordKind.And) || word.Is(WordKind.Or)) && Peek(ahead + 1).Is(WordKind.Attribute)))
                return false;
        }
    }

    /// <summary>Returns whether a noun comes right after the adjectives that begin at a word.</summary>
    /// <param name="ahead">The first word to look at; 0 for the current one.</param>
    public bool AttributesLeadToNoun(int ahead)
    {
        while (Peek(ahead).Is(WordKind.Attribute) && !Peek(ahead).IsNoun)
            ahead++;
        return Peek(ahead).IsNoun;
    }

    private static bool IsAdjective(Lexeme word) => word.Is(WordKind.Attribute) || word.Is(WordKind.Number)
        || (word.Is(WordKind.Superlative) && !word.CountsFromASide && !word.Is(WordKind.Relation))
        || (word.Is(WordKind.Ordinal) && !word.Is(WordKind.First))
        || (word.Is(WordKind.Position) && !word.Text.Contains(' ', StringComparison.Ordinal));
}
