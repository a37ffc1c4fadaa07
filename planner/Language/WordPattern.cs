namespace DexGrasp.Planner.Language;

/// <summary>
/// Words in a row, some of them left open: <c>throw ..6 at ..2 &lt;person&gt;</c> is "throw", at most six words, "at", at most two words,
/// and a word of the class "person". Inflected forms match their base form.
/// </summary>
internal sealed class WordPattern
{
    private readonly (IReadOnlyList<string[]> Alternatives, int Gap)[] _elements;

    private WordPattern((IReadOnlyList<string[]> Alternatives, int Gap)[] elements) => _elements = elements;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Words, <c>&lt;class&gt;</c> and <c>..N</c> with N from 1 to 12, separated by spaces.</param>
    /// <param name="classes">Phrases of each class.</param>
    /// <exception cref="VocabularyException">There is no such class, or nothing but a gap.</exception>
    public static WordPattern Parse(string text, IReadOnlyDictionary<string, List<string>> classes)
    {
        List<(IReadOnlyList<string[]>, int)> elements = [];
        int gap = 0;
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("..", StringComparison.Ordinal) && int.TryParse(part.AsSpan(2), out int words) && words is > 0 and <= 12)
            {
                gap = words;
                continue;
            }

            string[] phrases = part.StartsWith('<') && part.EndsWith('>')
                ? classes.TryGetValue(part[1..^1], out List<string>? members) ? [.. members] : throw new VocabularyException($"pattern \"{text}\" names the word class {part}, and there is none; classes are: {string.Join(", ", classes.Keys.Order())}.")
                : [part];
            elements.Add(([.. phrases.Select(p => Tokenizer.Split(p).ToArray()).Where(p => p.Length > 0).OrderByDescending(p => p.Length)], gap));
            gap = 0;
        }

        return elements.Count > 0 && gap == 0 ? new WordPattern([.. elements]) : throw new VocabularyException($"pattern \"{text}\" has no word at its end.");
    }

    /// <summary>Returns how many words match from a place on; 0 where the pattern does not match.</summary>
    public int Match(IReadOnlyList<string> tokens, int start) => Match(tokens, start, 0) is var end and > 0 ? end - start : 0;

    /// <summary>Returns whether a word is another, or a form of it.</summary>
    internal static bool IsFormOf(string token, string word) => token == word
        || Morphology.Singulars(token).Contains(word) || Morphology.BaseVerbs(token).Contains(word);

    /// <summary>Returns whether a phrase stands at a place.</summary>
    internal static bool Stands(IReadOnlyList<string> tokens, int start, string[] phrase) => Stands(tokens, start, phrase, IsFormOf);

    /// <summary>Returns whether a thing is named at a place, in the singular or the plural.</summary>
    internal static bool Names(IReadOnlyList<string> tokens, int start, string[] phrase) =>
        Stands(tokens, start, phrase, (token, word) => token == word || Morphology.Singulars(token).Contains(word));

    private static bool Stands(IReadOnlyList<string> tokens, int start, string[] phrase, Func<string, string, bool> same)
    {
        if (start + phrase.Length > tokens.Count)
            return false;
        for (int i = 0; i < phrase.Length; i++)
            if (!same(tokens[start + i], phrase[i]))
                return false;
        return true;
    }

    // A gap does not reach over the end of a sentence.
    private int Match(IReadOnlyList<string> tokens, int start, int element)
    {
        if (element == _elements.Length)
            return start;
        (IReadOnlyList<string[]> alternatives, int gap) = _elements[element];
        for (int skip = 0; skip <= gap && start + skip < tokens.Count; skip++)
        {
            foreach (string[] phrase in alternatives)
                if (Stands(tokens, start + skip, phrase) && Match(tokens, start + skip + phrase.Length, element + 1) is var end and > 0)
                    return end;
            if (tokens[start + skip] == ".")
                break;
        }

        return 0;
    }
}
