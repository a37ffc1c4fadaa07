namespace DexGrasp.Planner.Language;

/// <summary>Finds hazardous things that a prompt asks for: a knife, a hot pan, a cup with poison.</summary>
internal sealed class HazardFinder
{
    private const int ShortestSlip = 5;
    private readonly Vocabulary _vocabulary;
    private readonly PatternIndex<VocabularyFile.HazardEntry> _hazards = new();
    private readonly Dictionary<string, VocabularyFile.HazardEntry> _byWord = new(StringComparer.Ordinal);
    private readonly Depictions _depictions;
    private readonly WordClass _stays;

    public HazardFinder(Vocabulary vocabulary, IReadOnlyList<VocabularyFile> files, IReadOnlyDictionary<string, WordClass> classes, Depictions depictions)
    {
        _vocabulary = vocabulary;
        foreach (VocabularyFile.HazardEntry hazard in files.SelectMany(f => f.Hazards).Where(h => !h.Living))
        {
            foreach (string word in hazard.Words)
            {
                _hazards.Add(WordPattern.Parse(word, classes, nouns: true), hazard);
                if (word.All(char.IsLetter))
                    _byWord.TryAdd(word, hazard);
            }
        }

        _depictions = depictions;
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
        int longest = 0;
        _hazards.Find(text, start, (_, length) => (longest = Math.Max(longest, length)) < 0);
        return longest > 0 ? _hazards.Find(text, start, (_, length) => length == longest) : Slip(text, start);
    }

    // A slip of the keyboard must not get a knife past.
    private (int Length, VocabularyFile.HazardEntry Entry)? Slip(GuardText text, int start)
    {
        string token = text.Tokens[start];
        if (token.Length < ShortestSlip || Array.Exists(text.Forms(start), f => _vocabulary.Find(f) is not null))
            return null;
        string? meant = _byWord.Keys.FirstOrDefault(w => Morphology.IsSlipOf(token, w) && !Morphology.Singulars(w).Contains(token));
        return meant is null ? null : (1, _byWord[meant]);
    }

    private bool IsOnlyMentioned(GuardText text, int start, int length, VocabularyFile.HazardEntry entry) =>
        _depictions.IsDepicted(text, start, length) || StaysBehind(text, start + length) || (entry.Anywhere && HazardWarning.Stands(text, start, length))
        || (!entry.Anywhere && NamesAnother(text, EndOfCompound(text, start + length)))
        || (start + length < text.Count && text.Tokens[start + length] is "free" or "proof");

    // "The razor blade box".
    private int EndOfCompound(GuardText text, int next)
    {
        while (next < text.Count && Array.Exists(text.Forms(next), _byWord.ContainsKey))
            next++;
        return next;
    }

    // A knife block is no knife.
    private bool NamesAnother(GuardText text, int next) => next < text.Count
        && _vocabulary.Find(text.Tokens[next]) is { } senses && senses.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Feature);

    // "See that the knife stays where it is."
    private bool StaysBehind(GuardText text, int next)
    {
        for (int i = next; i < Math.Min(text.Count, next + 3) && text.Tokens[i] is not ("." or ","); i++)
            if (_stays.Lengths(text, i).Any())
                return true;
        return false;
    }
}
