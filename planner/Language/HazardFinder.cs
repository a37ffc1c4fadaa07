namespace DexGrasp.Planner.Language;

/// <summary>Finds hazardous things that a prompt asks for: a knife, a hot pan, a cup with poison.</summary>
internal sealed class HazardFinder
{
    private const int ShortestSlip = 5;
    private readonly Vocabulary _vocabulary;
    private readonly List<(WordPattern Pattern, VocabularyFile.HazardEntry Entry)> _hazards = [];
    private readonly HashSet<string> _single;
    private readonly WordClass _pretend;
    private readonly WordClass _stays;

    public HazardFinder(Vocabulary vocabulary, IReadOnlyList<VocabularyFile> files, IReadOnlyDictionary<string, WordClass> classes)
    {
        _vocabulary = vocabulary;
        foreach (VocabularyFile.HazardEntry hazard in files.SelectMany(f => f.Hazards).Where(h => !h.Living))
            _hazards.AddRange(hazard.Words.Select(w => (WordPattern.Parse(w, classes, nouns: true), hazard)));
        _single = [.. files.SelectMany(f => f.Hazards).Where(h => !h.Living).SelectMany(h => h.Words).Where(w => w.All(char.IsLetter))];
        _pretend = new WordClass(files.SelectMany(f => f.Pretend));
        _stays = new WordClass(files.SelectMany(f => f.Stays));
    }

    /// <summary>Returns why the first thing found is not touched; null where there is none.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="harmless">The words that belong to a harmless phrase.</param>
    public string? Find(GuardText text, bool[] harmless)
    {
        var scope = new HazardScope(_vocabulary);
        for (int i = 0; i < text.Count;)
        {
            if (!harmless[i] && !scope.IsExcused && Match(text, i) is var (length, entry) && !harmless.AsSpan(i, length).Contains(true) && !IsOnlyMentioned(text, i, length, entry))
                return $"I do not touch \"{string.Join(' ', text.Tokens.Skip(i).Take(length))}\": {entry.Reason}";
            i += scope.Read(text.Tokens, i);
        }

        return null;
    }

    private (int Length, VocabularyFile.HazardEntry Entry)? Match(GuardText text, int start)
    {
        (int Length, VocabularyFile.HazardEntry Entry)? longest = null;
        foreach ((WordPattern pattern, VocabularyFile.HazardEntry entry) in _hazards)
            if (pattern.Match(text, start) is var length and > 0 && !(length <= longest?.Length))
                longest = (length, entry);
        return longest ?? Slip(text, start);
    }

    // A slip of the keyboard must not get a knife past.
    private (int Length, VocabularyFile.HazardEntry Entry)? Slip(GuardText text, int start) =>
        text.Tokens[start].Length >= ShortestSlip && text.Forms(start).All(f => _vocabulary.Find(f) is null) && _single.FirstOrDefault(w => !Morphology.Singulars(w).Contains(text.Tokens[start]) && Morphology.IsSlipOf(text.Tokens[start], w)) is { } meant
            ? (1, _hazards.First(h => h.Entry.Words.Contains(meant)).Entry) : null;

    private bool IsOnlyMentioned(GuardText text, int start, int length, VocabularyFile.HazardEntry entry) =>
        IsPretend(text, start, length) || StaysBehind(text, start + length) || (entry.Anywhere && IsWarning(text, start + length))
        || (!entry.Anywhere && NamesAnother(text, start + length))
        || (start + length < text.Count && text.Tokens[start + length] is "free" or "proof");

    // A knife block is no knife.
    private bool NamesAnother(GuardText text, int next) => next < text.Count
        && (IsPretend(text, next) || _vocabulary.Find(text.Tokens[next]) is { } senses && senses.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Feature));

    // "The toy sword", "the figure with the sword", "the dynamite logo", "the poison-dart frog".
    private bool IsPretend(GuardText text, int start, int length)
    {
        int first = start - 2;
        for (int i = start - 1; i >= Math.Max(0, start - 3); i--)
            if (text.Tokens[i] is "with" or "holding" or "of" or "has")
                first = start - 5;
        for (int i = Math.Max(0, first); i < Math.Min(text.Count, start + length + 2); i++)
            if ((i < start || i >= start + length) && IsPretend(text, i))
                return true;
        return false;
    }

    private bool IsPretend(GuardText text, int index) => _pretend.Lengths(text, index).Any();

    // "See that the knife stays where it is."
    private bool StaysBehind(GuardText text, int next)
    {
        for (int i = next; i < Math.Min(text.Count, next + 3) && text.Tokens[i] is not ("." or ","); i++)
            if (_stays.Lengths(text, i).Any())
                return true;
        return false;
    }

    // "The pan is hot, so take the lid beside it", "if something is hot, leave it": said so that it is not taken.
    private static bool IsWarning(GuardText text, int end)
    {
        if (end >= text.Count || !(text.Tokens[end] is "," or "." or "so" or "and" or "leave"))
            return false;
        bool turns = false;
        for (int i = end; i < text.Count; i++)
        {
            bool leaves = i > 0 && text.Tokens[i - 1] is "leave" or "to" or "of" or "beside" or "near" or "behind" or "avoid" or "from" or "by" or "touch" or "around";
            if (text.Tokens[i] is "it" or "them" or "that" && !leaves)
                return false;
            turns |= text.Tokens[i] is "leave" or "avoid" || (text.Tokens[i] == "so" && i + 1 < text.Count && text.Tokens[i + 1] is "take" or "just" or "only" or "get" or "grab" or "pick" or "please" or "dont" or "leave" or "rather");
        }

        return turns;
    }
}
