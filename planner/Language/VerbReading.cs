namespace DexGrasp.Planner.Language;

/// <summary>Tells whether the word at the cursor, which could be a verb, says what to do: the same word can be a thing or part of a story.</summary>
/// <param name="vocabulary">The words it knows.</param>
/// <param name="cursor">Stands at the word; is not moved.</param>
internal sealed class VerbReading(Vocabulary vocabulary, LexemeCursor cursor)
{
    private const int StoryReach = 5;

    /// <summary>Returns whether a word that could be a verb is a thing: "pack" or "drink" after an article or before nothing.</summary>
    public bool IsNounHere(Lexeme word)
    {
        Lexeme next = cursor.Peek(1);
        if (word.Is(WordKind.RefusedVerb) && (IsAfterArticle() || next.Text == "of" || (next.Is(WordKind.Unknown) && !TakesAnObject()) || (word.IsNoun && next.IsNoun && !next.Is(WordKind.Determiner))))
            return true;
        if (word.Text == "open" && next.IsNoun && !next.Plural && !next.Is(WordKind.Determiner))
            return true;
        if (!word.IsNoun && !word.Is(WordKind.Attribute))
            return false;
        return next.Text.Length == 0 || !(next.Is(WordKind.Determiner) || next.Is(WordKind.All) || next.Is(WordKind.Number) || next.Is(WordKind.Attribute) || next.IsNoun || next.Is(WordKind.Superlative) || next.Is(WordKind.Pronoun));
    }

    // "Spill ink over the book"; not "nail clippers, please".
    private bool TakesAnObject() => cursor.Peek(2).Is(WordKind.Relation) || cursor.Peek(2).Is(WordKind.Determiner) || cursor.Peek(2).Is(WordKind.With) || cursor.Peek(2).Text is "in" or "into" or "over" or "at" or "through" or "from" or "of" or "out" or "off" or "onto" or "under";

    // "the clamp", "my red drill".
    private bool IsAfterArticle() => cursor.Position > 0 && (cursor.Peek(-1).Is(WordKind.Determiner) || cursor.Peek(-1).Is(WordKind.Attribute) || cursor.Peek(-1).Is(WordKind.Number));

    /// <summary>Returns whether a verb that is refused otherwise only puts something away or takes it: "toss the can in the tray", "pull the red car out".</summary>
    public bool IsTowardsTray(Lexeme word)
    {
        if (word.Find(WordKind.RefusedVerb) is not { } verb || !(vocabulary.EndsInTray(verb.Name) || verb.Name is "whip"))
            return false;
        for (int ahead = 1; cursor.Peek(ahead).Text.Length > 0 && !cursor.Peek(ahead).Is(WordKind.SentenceEnd); ahead++)
            if (cursor.Peek(ahead).Is(WordKind.Tray) || (verb.Name is "pull" or "whip" or "drag" or "slide" && ahead > 1 && cursor.Peek(ahead).Text is "out" or "off the table" or "to me" or "over here"))
                return true;
        return false;
    }

    /// <summary>Returns whether a stop is only spoken of: "do not stop", "the stop button"; "no, stop" and "no stop" are a stop.</summary>
    public bool IsAboutStopping() => cursor.Position > 0 && (cursor.Peek(-1).Text is "the" or "your" or "a" || (cursor.Peek(-1).Is(WordKind.Negation) && cursor.Peek(-1).Text is not ("no" or "not"))
        || (cursor.Position > 1 && cursor.Peek(-2).Text == "your" && cursor.Peek(-1).Is(WordKind.Unknown)));

    /// <summary>Returns whether a verb tells what somebody does, did or needs to do: "she cut the bread", "I need to hang a picture".</summary>
    public bool IsStory()
    {
        if (cursor.Position > 0 && cursor.Peek(-1).Text is "i" or "we" or "he" or "she" or "they" or "who" or "people")
            return true;
        if (cursor.Position == 0 || !cursor.Peek(-1).Text.EndsWith("to", StringComparison.Ordinal))
            return false;
        for (int back = -1; cursor.Position + back >= 0 && back >= -StoryReach && !cursor.Peek(back).Is(WordKind.SentenceEnd); back--)
        {
            string[] words = cursor.Peek(back).Text.Split(' ');
            if (words.Contains("you"))
                return words.Contains("use");
            if (words.Any(w => w is "i" or "im" or "ive" or "we" or "he" or "she" or "they" or "use"))
                return true;
        }

        return false;
    }
}
