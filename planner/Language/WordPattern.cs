namespace DexGrasp.Planner.Language;

/// <summary>
/// Words in a row, some of them left open: <c>throw ..6 at .2 &lt;person&gt;</c> is "throw", at most six words, "at", at most two words of the
/// same clause, and a word of the class "person". Inflected forms match their base form. <c>^</c> asks for a place where a verb says what to do,
/// <c>?</c> is a word that the vocabulary does not know.
/// </summary>
internal sealed class WordPattern
{
    private const int LongestGap = 12;
    private readonly (WordClass Words, int Gap, bool SameClause)[] _elements;
    private readonly bool _isVerb;

    private WordPattern((WordClass Words, int Gap, bool SameClause)[] elements, bool isVerb)
    {
        _elements = elements;
        _isVerb = isVerb;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Words, <c>&lt;class&gt;</c>, <c>..N</c> and <c>.N</c> with N from 1 to 12, separated by spaces; <c>^</c> at the beginning only.</param>
    /// <param name="classes">The classes by name.</param>
    /// <param name="nouns">Whether the words are things, which have a plural and no other forms.</param>
    /// <exception cref="VocabularyException">There is no such class, or nothing but a gap.</exception>
    public static WordPattern Parse(string text, IReadOnlyDictionary<string, WordClass> classes, bool nouns = false)
    {
        List<(WordClass, int, bool)> elements = [];
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isVerb = parts.Length > 0 && parts[0] == "^";
        (int gap, bool sameClause) = (0, false);
        foreach (string part in parts.Skip(isVerb ? 1 : 0))
        {
            if (part[0] == '.' && int.TryParse(part.AsSpan(part.StartsWith("..", StringComparison.Ordinal) ? 2 : 1), out int words) && words is > 0 and <= LongestGap)
            {
                (gap, sameClause) = (words, !part.StartsWith("..", StringComparison.Ordinal));
                continue;
            }

            if (part == "?")
            {
                elements.Add((WordClass.Unknown, gap, sameClause));
                (gap, sameClause) = (0, false);
                continue;
            }

            bool isClass = part.StartsWith('<') && part.EndsWith('>');
            WordClass element = !isClass ? new WordClass([part], nouns: nouns) : classes.TryGetValue(part[1..^1], out WordClass? named) ? named
                : throw new VocabularyException($"pattern \"{text}\" names the word class {part}, and there is none; classes are: {string.Join(", ", classes.Keys.Order())}.");
            elements.Add((element, gap, sameClause));
            (gap, sameClause) = (0, false);
        }

        return elements.Count > 0 && gap == 0 ? new WordPattern([.. elements], isVerb) : throw new VocabularyException($"pattern \"{text}\" has no word at its end.");
    }

    /// <summary>Gets what it begins with.</summary>
    public WordClass First => _elements[0].Words;

    /// <summary>Returns how many words match from a place on; 0 where the pattern does not match.</summary>
    public int Match(GuardText text, int start) =>
        _isVerb && !text.IsVerbPlace(start) ? 0 : Math.Max(0, Match(text, start, 0) - start);

    // No gap reaches over the end of a sentence.
    private int Match(GuardText text, int start, int element)
    {
        if (element == _elements.Length)
            return start;
        (WordClass words, int gap, bool sameClause) = _elements[element];
        for (int skip = 0; skip <= gap && start + skip < text.Count; skip++)
        {
            foreach (int length in words.Lengths(text, start + skip))
                if (Match(text, start + skip + length, element + 1) is var end and > 0)
                    return end;
            string token = text.Tokens[start + skip];
            if (token == "." || (sameClause && token is "," or "and" or "but"))
                break;
        }

        return 0;
    }
}
