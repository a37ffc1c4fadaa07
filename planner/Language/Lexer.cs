namespace DexGrasp.Planner.Language;

/// <summary>Finds the longest phrases of the vocabulary in a row of words.</summary>
internal sealed class Lexer(Vocabulary vocabulary)
{
    private const int ShortestAdverb = 6;
    private static readonly WordSense[] UnknownSense = [new(WordKind.Unknown, "")];
    private static readonly WordSense[] FillerSense = [new(WordKind.Filler, "")];
    private static readonly HashSet<string> ThingsInLy = new(StringComparer.Ordinal) { "trolley", "family", "monopoly", "assembly", "supply", "butterfly", "dragonfly", "firefly", "gadfly", "anomaly", "barfly", "homily", "doily", "potbelly", "panoply" };

    /// <summary>Returns the lexemes; words that are not known become <see cref="WordKind.Unknown"/>.</summary>
    /// <param name="tokens">From <see cref="Tokenizer.Split"/>.</param>
    /// <param name="notes">Receives a sentence for each slip that was corrected.</param>
    public List<Lexeme> Read(IReadOnlyList<string> tokens, ICollection<string> notes)
    {
        var lexemes = new List<Lexeme>();
        for (int i = 0; i < tokens.Count;)
        {
            (Lexeme lexeme, int length) = Longest(tokens, i) ?? (Single(tokens[i], notes), 1);
            if (IsAdverb(lexeme) && (lexemes.Count == 0 || !lexemes[^1].Is(WordKind.Determiner)))
                lexeme = lexeme with { Senses = FillerSense };
            lexemes.Add(lexemes.Count > 0 && IsThing(lexeme, lexemes[^1]) ? new Lexeme(lexeme.Text, UnknownSense, lexeme.Plural) : lexeme);
            i += length;
        }

        return LexemeFolder.Fold(lexemes);
    }

    // "Grip the cup tightly": how, and no thing; "the wobbly" is one.
    private static bool IsAdverb(Lexeme word) => word.Is(WordKind.Unknown) && word.Text.Length >= ShortestAdverb && word.Text.EndsWith("ly", StringComparison.Ordinal) && !ThingsInLy.Contains(word.Text);

    // "The drill", "two clamps": no verb stands there.
    private static bool IsThing(Lexeme word, Lexeme before) => word.Is(WordKind.RefusedVerb) && !word.IsNoun && !word.Is(WordKind.Attribute) && (before.Is(WordKind.Determiner) || before.Is(WordKind.Number));

    private (Lexeme Lexeme, int Length)? Longest(IReadOnlyList<string> tokens, int start)
    {
        for (int length = Math.Min(vocabulary.LongestPhrase, tokens.Count - start); length > 0; length--)
        {
            string phrase = length == 1 ? tokens[start] : string.Join(' ', tokens.Skip(start).Take(length));
            if (vocabulary.Find(phrase) is { } senses)
                return (new Lexeme(phrase, senses, IsPluralToo(phrase, senses)), length);
            string last = tokens[start + length - 1];
            foreach (string singular in Morphology.Singulars(last))
            {
                string one = phrase[..^last.Length] + singular;
                if (vocabulary.Find(one)?.Where(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Object or WordKind.Feature).ToList() is { Count: > 0 } nouns)
                    return (new Lexeme(phrase, nouns, Plural: true), length);
            }

            // "I am baking, get the flour" tells a story; "wipes" and "bolts" are things; "grasping" and "moved" are what the robot does.
            bool isStory = last.EndsWith("ing", StringComparison.Ordinal) || last.EndsWith("ed", StringComparison.Ordinal) || last.EndsWith('s');
            if (length == 1 && Morphology.BaseVerbs(last).Select(vocabulary.Find).FirstOrDefault(s => s?.Any(v => IsVerb(v, isStory)) == true) is { } verbs)
                return (new Lexeme(phrase, verbs.Where(v => IsVerb(v, isStory)).ToList(), Plural: false), length);
        }

        return null;
    }

    private static bool IsVerb(WordSense sense, bool isStory) => sense.Kind == WordKind.TakeVerb || (sense.Kind is WordKind.RefusedVerb or WordKind.KeepVerb && !isStory);

    // Words such as "dishes", "groceries" or "scissors" are listed in the plural only.
    private bool IsPluralToo(string phrase, IReadOnlyList<WordSense> senses) =>
        senses.Any(s => s.Kind == WordKind.Group && phrase != s.Name) && phrase.EndsWith('s')
        && Morphology.Singulars(phrase).All(s => vocabulary.Find(s) is null);

    private Lexeme Single(string token, ICollection<string> notes)
    {
        string? meant = vocabulary.SingleWords().FirstOrDefault(w => Morphology.IsSlipOf(token, w));
        if (meant is null && Morphology.Singulars(token).FirstOrDefault() is { } singular)
        {
            meant = vocabulary.SingleWords().FirstOrDefault(w => Morphology.IsSlipOf(singular, w));
            if (meant is not null)
            {
                notes.Add($"I read \"{token}\" as \"{meant}\" in the plural.");
                return new Lexeme(meant, vocabulary.Find(meant)!, Plural: true);
            }
        }

        if (meant is null)
            return new Lexeme(token, UnknownSense, Plural: token.Length > 3 && token.EndsWith('s') && !token.EndsWith("ss", StringComparison.Ordinal));
        notes.Add($"I read \"{token}\" as \"{meant}\".");
        return new Lexeme(meant, vocabulary.Find(meant)!, Plural: false);
    }
}
