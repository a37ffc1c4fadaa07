namespace DexGrasp.Planner.Language;

/// <summary>Finds hazardous things that a prompt asks for: a knife, a hot pan, a cup with poison.</summary>
internal sealed class HazardFinder
{
    private const int ShortestSlip = 5;
    private readonly Vocabulary _vocabulary;
    private readonly List<(WordPattern Pattern, VocabularyFile.HazardEntry Entry)> _hazards = [];
    private readonly HashSet<string> _single;
    private readonly Depictions _depictions;
    private readonly WordClass _stays;

    public HazardFinder(Vocabulary vocabulary, IReadOnlyList<VocabularyFile> files, IReadOnlyDictionary<string, WordClass> classes, Depictions depictions)
    {
        _vocabulary = vocabulary;
        foreach (VocabularyFile.HazardEntry hazard in files.SelectMany(f => f.Hazards).Where(h => !h.Living))
            _hazards.AddRange(hazard.Words.Select(w => (WordPattern.Parse(w, classes, nouns: true), hazard)));
        _single = [.. files.SelectMany(f => f.Hazards).Where(h => !h.Living).SelectMany(h => h.Words).Where(w => w.All(char.IsLetter))];
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
        _depictions.IsDepicted(text, start, length) || StaysBehind(text, start + length) || (entry.Anywhere && HazardWarning.Stands(text, start, length))
        || (!entry.Anywhere && NamesAnother(text, EndOfCompound(text, start + length)))
        || (start + length < text.Count && text.Tokens[start + length] is "free" or "proof");

    // "The razor blade box".
    private int EndOfCompound(GuardText text, int next)
    {
        while (next < text.Count && Array.Exists(text.Forms(next), _single.Contains))
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
