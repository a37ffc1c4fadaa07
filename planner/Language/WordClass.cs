namespace DexGrasp.Planner.Language;

/// <summary>Words and phrases that can stand for one another in a <see cref="WordPattern"/>. A star stands for any letters: <c>explos*</c>, <c>*cide</c>.</summary>
internal sealed class WordClass
{
    private const int ShortestStem = 3;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<string> _beginnings = [];
    private readonly List<string> _ends = [];
    private readonly Dictionary<string, List<string[]>> _phrases = new(StringComparer.Ordinal);
    private readonly bool _people;
    private readonly bool _nouns;

    /// <summary>Collects words.</summary>
    /// <param name="words">Single words, phrases, and words with a star at one end.</param>
    /// <param name="people">Whether these are people: names belong to them, and in "Peter's cup" nobody is meant.</param>
    /// <param name="nouns">Whether these are things: "lying" is no lye.</param>
    /// <exception cref="VocabularyException">A star leaves fewer than three letters.</exception>
    public WordClass(IEnumerable<string> words, bool people = false, bool nouns = false)
    {
        _people = people;
        _nouns = nouns;
        foreach (string word in words)
        {
            string[] parts = Tokenizer.Split(word).ToArray();
            if (word.Contains('*', StringComparison.Ordinal))
                AddStem(word, parts);
            else if (parts.Length == 1)
                _words.Add(parts[0]);
            else if (parts.Length > 1)
                (_phrases.TryGetValue(parts[0], out List<string[]>? same) ? same : _phrases[parts[0]] = []).Add(parts);
        }

        foreach (List<string[]> phrases in _phrases.Values)
            phrases.Sort((a, b) => b.Length.CompareTo(a.Length));
    }

    /// <summary>Gets the class of all words that the vocabulary does not know.</summary>
    public static WordClass Unknown { get; } = new([]);

    /// <summary>Gets its word where it has one only, and no star; null otherwise.</summary>
    public string? SingleWord => _words.Count == 1 && _beginnings.Count + _ends.Count + _phrases.Count == 0 && !_people ? _words.First() : null;

    /// <summary>Returns the numbers of words that the members at a place have, longest first.</summary>
    public IEnumerable<int> Lengths(GuardText text, int start)
    {
        if (start >= text.Count)
            yield break;
        foreach (string form in text.Forms(start))
        {
            if (!_phrases.TryGetValue(form, out List<string[]>? phrases))
                continue;
            foreach (string[] phrase in phrases)
                if (Stands(text, start, phrase))
                    yield return phrase.Length;
        }

        if (HasWord(text, start))
            yield return 1;
    }

    /// <summary>Returns whether a member stands at a place.</summary>
    public bool StandsAt(GuardText text, int start) => HasWord(text, start) || (_phrases.Count > 0 && Lengths(text, start).Any());

    /// <summary>Returns whether a phrase stands at a place, in whatever inflected form.</summary>
    public static bool Stands(GuardText text, int start, string[] phrase)
    {
        if (start + phrase.Length > text.Count)
            return false;
        for (int i = 0; i < phrase.Length; i++)
            if (Array.IndexOf(text.Forms(start + i), phrase[i]) < 0)
                return false;
        return true;
    }

    private bool HasWord(GuardText text, int index)
    {
        if (this == Unknown)
            return text.IsUnknown(index);
        if (_people && text.IsModifier(index))
            return false;
        if (_people && text.IsName(index))
            return true;
        string token = text.Tokens[index];
        foreach (string form in text.Forms(index))
            if (_words.Contains(form) && !(_nouns && form != token && (token.EndsWith("ing", StringComparison.Ordinal) || token.EndsWith("ed", StringComparison.Ordinal))))
                return true;
        return _beginnings.Exists(b => token.StartsWith(b, StringComparison.Ordinal)) || _ends.Exists(e => token.EndsWith(e, StringComparison.Ordinal) || (token[^1] == 's' && token.AsSpan(0, token.Length - 1).EndsWith(e, StringComparison.Ordinal)));
    }

    private void AddStem(string word, string[] parts)
    {
        if (parts.Length != 1 || parts[0].Length < ShortestStem)
            throw new VocabularyException($"\"{word}\" has too few letters beside its star; at least {ShortestStem} are needed.");
        (word.StartsWith('*') ? _ends : _beginnings).Add(parts[0]);
    }
}
