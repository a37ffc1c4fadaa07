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

    public void SkipFillers()
    {
        while (!AtEnd && Current.Is(WordKind.Filler) && !Current.IsNoun)
            Advance();
    }
}
