namespace DexGrasp.Planner.Language;

/// <summary>A word or phrase of the prompt with all that it can mean.</summary>
/// <param name="Text">As written, lower case.</param>
/// <param name="Senses">At least one.</param>
/// <param name="Plural">Whether it was matched through a plural form.</param>
internal sealed record Lexeme(string Text, IReadOnlyList<WordSense> Senses, bool Plural)
{
    /// <summary>Gets whether it can play a part.</summary>
    public bool Is(WordKind kind) => Find(kind) is not null;

    /// <summary>Returns the meaning of a kind, or null.</summary>
    public WordSense? Find(WordKind kind)
    {
        foreach (WordSense sense in Senses)
            if (sense.Kind == kind)
                return sense;
        return null;
    }

    /// <summary>Gets whether it can be the head of a noun phrase.</summary>
    public bool IsNoun => Is(WordKind.Category) || Is(WordKind.Group) || Is(WordKind.Object) || Is(WordKind.Unknown);

    /// <summary>Gets whether it says where to begin counting: "from the left".</summary>
    public bool CountsFromASide => Is(WordKind.Superlative) && Text.StartsWith("from", StringComparison.Ordinal);
}
