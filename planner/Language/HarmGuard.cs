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
    private readonly HazardFinder _hazards;
    private readonly BeingFinder _beings;
    private readonly PatternIndex<VocabularyFile.HarmEntry> _harms = new();
    private readonly WordClass _harmless;

    internal HarmGuard(Vocabulary vocabulary, IReadOnlyList<VocabularyFile> files)
    {
        _vocabulary = vocabulary;
        Dictionary<string, WordClass> classes = files.SelectMany(f => f.WordClasses).GroupBy(c => c.Key)
            .ToDictionary(g => g.Key, g => new WordClass(g.SelectMany(c => c.Value), people: g.Key == "person"));
        foreach (VocabularyFile.HarmEntry harm in files.SelectMany(f => f.Harms))
            harm.Patterns.ForEach(p => _harms.Add(WordPattern.Parse(p, classes), harm));
        _harmless = new WordClass(files.SelectMany(f => f.Harmless));
        var depictions = new Depictions(new WordClass(files.SelectMany(f => f.Pretend)));
        _hazards = new HazardFinder(vocabulary, files, classes, depictions);
        _beings = new BeingFinder(vocabulary, files, depictions);
    }

    /// <summary>Returns why words are refused, as a sentence for people, or null where nothing speaks against them.</summary>
    /// <param name="prompt">Free words; at most <see cref="InstructionParser.LongestPrompt"/> are looked at.</param>
    public string? Check(string prompt) =>
        CheckEnglish(InstructionParser.ToEnglish(InstructionParser.Clean(prompt.Length <= InstructionParser.LongestPrompt ? prompt : prompt[..InstructionParser.LongestPrompt])));

    internal string? CheckEnglish(string english)
    {
        var text = new GuardText(english, _vocabulary);
        bool[] harmless = Harmless(text);
        return Harm(text, harmless) ?? _hazards.Find(text, harmless) ?? _beings.Find(text, harmless);
    }

    private string? Harm(GuardText text, bool[] harmless)
    {
        for (int i = 0; i < text.Count; i++)
        {
            if (harmless[i])
                continue;
            bool negated = IsNegated(text, i);
            if (_harms.Find(text, i, (entry, length) => (!negated || entry.EvenNegated) && !IsPrevention(text, i, length)) is var (_, harm))
                return $"I will not do that: {harm.Reason}";
        }

        return null;
    }

    // Marks the words of "hot sauce", "punch bowl" and the like.
    private bool[] Harmless(GuardText text)
    {
        var marks = new bool[text.Count];
        for (int i = 0; i < text.Count; i++)
            Array.Fill(marks, true, i, _harmless.Lengths(text, i).FirstOrDefault());
        return marks;
    }

    // "So that nobody gets hurt", "so it does not break".
    private static bool IsPrevention(GuardText text, int start, int length) => text.Tokens[start] == "so"
        && text.Tokens.Skip(start).Take(length).Any(t => t is "nobody" or "noone" or "no" or "none" or "not" or "dont" or "doesnt" or "wont" or "cant" or "never" or "less");

    // "Without hurting", "so that nobody gets hurt"; "do not slow down" begins with the negation itself.
    private bool IsNegated(GuardText text, int start)
    {
        for (int i = start - 1; i >= Math.Max(0, start - NegationReach) && text.Tokens[i] != "."; i--)
            if (text.Tokens[i] is "without" or "nobody" or "nothing" or "nor" or "noone" || _vocabulary.Find(text.Tokens[i])?.Any(s => s.Kind == WordKind.Negation) == true)
                return true;
        return false;
    }
}
