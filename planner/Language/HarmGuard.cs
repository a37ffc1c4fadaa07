namespace DexGrasp.Planner.Language;

/// <summary>
/// Finds out whether words ask for a hazardous thing or for harm, before anything else is made of them. It looks at the words alone, so
/// that it holds for every planner. What is to be left alone, or only says where something stands, may be hazardous.
/// </summary>
/// <remarks>Immutable; safe to share between threads.</remarks>
public sealed class HarmGuard
{
    private const int NegationReach = 4;
    private readonly Vocabulary _vocabulary;
    private readonly List<(string[] Words, VocabularyFile.HazardEntry Entry)> _hazards = [];
    private readonly List<(WordPattern Pattern, string Reason)> _harms = [];
    private readonly List<string[]> _harmless = [];
    private readonly List<string[]> _stays = [];
    private readonly HashSet<string> _pretend = new(StringComparer.Ordinal);

    internal HarmGuard(Vocabulary vocabulary, IReadOnlyList<VocabularyFile> files)
    {
        _vocabulary = vocabulary;
        Dictionary<string, List<string>> classes = files.SelectMany(f => f.WordClasses).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.SelectMany(c => c.Value).ToList());
        foreach (VocabularyFile file in files)
        {
            foreach (VocabularyFile.HazardEntry hazard in file.Hazards)
                _hazards.AddRange(hazard.Words.Select(w => (Tokenizer.Split(w).ToArray(), hazard)));
            foreach (VocabularyFile.HarmEntry harm in file.Harms)
                _harms.AddRange(harm.Patterns.Select(p => (WordPattern.Parse(p, classes), harm.Reason)));
            _harmless.AddRange(file.Harmless.Select(w => Tokenizer.Split(w).ToArray()));
            _stays.AddRange(file.Stays.Select(w => Tokenizer.Split(w).ToArray()));
            _pretend.UnionWith(file.Pretend);
        }

        _hazards.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    /// <summary>Returns why words are refused, as a sentence for people, or null where nothing speaks against them.</summary>
    /// <param name="prompt">Free words; at most <see cref="InstructionParser.LongestPrompt"/> are looked at.</param>
    public string? Check(string prompt) =>
        Check(Tokenizer.Split(InstructionParser.ToEnglish(InstructionParser.Clean(prompt.Length <= InstructionParser.LongestPrompt ? prompt : prompt[..InstructionParser.LongestPrompt]))));

    internal string? Check(IReadOnlyList<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
            foreach ((WordPattern pattern, string reason) in _harms)
                if (pattern.Match(tokens, i) > 0 && Harmless(tokens, i) == 0 && !IsNegated(tokens, i))
                    return $"I will not do that: {reason}";
        return Hazard(tokens);
    }

    private string? Hazard(IReadOnlyList<string> tokens)
    {
        var scope = new HazardScope(_vocabulary);
        for (int i = 0; i < tokens.Count;)
        {
            if (Harmless(tokens, i) is var skipped and > 0)
            {
                i += skipped;
                continue;
            }

            foreach ((string[] words, VocabularyFile.HazardEntry entry) in _hazards)
                if (IsNamed(tokens, i, words) && !scope.IsExcused && !IsOnlyMentioned(tokens, i, words.Length, entry))
                    return $"I do not touch \"{string.Join(' ', words)}\": {entry.Reason}";
            i += scope.Read(tokens, i);
        }

        return null;
    }

    // A slip of the keyboard must not get a knife past.
    private bool IsNamed(IReadOnlyList<string> tokens, int start, string[] words) => WordPattern.Names(tokens, start, words)
        || (words.Length == 1 && Morphology.IsSlipOf(tokens[start], words[0]) && _vocabulary.Find(tokens[start]) is null && Morphology.Singulars(tokens[start]).All(s => _vocabulary.Find(s) is null));

    private bool IsOnlyMentioned(IReadOnlyList<string> tokens, int start, int length, VocabularyFile.HazardEntry entry) =>
        IsPretend(tokens, start, length) || StaysBehind(tokens, start + length)
        || (!entry.Anywhere && NamesAnother(tokens, start + length))
        || (entry.Living && (IsFor(tokens, start) || IsModifier(tokens, start + length)));

    // "For the baby", "to grandma".
    private static bool IsFor(IReadOnlyList<string> tokens, int start)
    {
        for (int i = start - 1; i >= Math.Max(0, start - 3); i--)
            if (tokens[i] is "for" or "to" or "from" or "with" or "like" or "says" or "as")
                return true;
        return false;
    }

    // "The cat food", "grandma's cup": another thing follows, known or not.
    private bool IsModifier(IReadOnlyList<string> tokens, int next) => next < tokens.Count && char.IsLetter(tokens[next][0])
        && (_vocabulary.Find(tokens[next]) is not { } senses || senses.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Object or WordKind.Attribute or WordKind.Feature));

    private int Harmless(IReadOnlyList<string> tokens, int start)
    {
        foreach (string[] phrase in _harmless)
            if (WordPattern.Stands(tokens, start, phrase))
                return phrase.Length;
        return 0;
    }

    // A knife block is no knife.
    private bool NamesAnother(IReadOnlyList<string> tokens, int next) => next < tokens.Count
        && (_pretend.Contains(tokens[next]) || _vocabulary.Find(tokens[next]) is { } senses && senses.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Feature));

    // "The toy sword", "the dynamite logo", "the poison-dart frog".
    private bool IsPretend(IReadOnlyList<string> tokens, int start, int length)
    {
        for (int i = Math.Max(0, start - 2); i < Math.Min(tokens.Count, start + length + 2); i++)
            if ((i < start || i >= start + length) && _pretend.Contains(tokens[i]))
                return true;
        return false;
    }

    // "See that the knife stays where it is."
    private bool StaysBehind(IReadOnlyList<string> tokens, int next)
    {
        for (int i = next; i < Math.Min(tokens.Count, next + 3) && tokens[i] is not ("." or ","); i++)
            if (_stays.Exists(s => WordPattern.Stands(tokens, i, s)))
                return true;
        return false;
    }

    private bool IsNegated(IReadOnlyList<string> tokens, int start)
    {
        for (int i = start - 1; i >= Math.Max(0, start - NegationReach) && tokens[i] != "."; i--)
            if (tokens[i] is "without" || _vocabulary.Find(tokens[i])?.Any(s => s.Kind == WordKind.Negation) == true)
                return true;
        return false;
    }
}
