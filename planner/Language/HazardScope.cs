namespace DexGrasp.Planner.Language;

/// <summary>Knows, while a prompt is read from left to right, whether what is named now is asked for, or is to be left alone or says where something stands.</summary>
internal sealed class HazardScope(Vocabulary vocabulary)
{
    private const int LongestMark = 5;
    private bool _leftAlone;
    private bool _negated;
    private bool _place;

    /// <summary>Gets whether a thing named here is not asked for.</summary>
    public bool IsExcused => _leftAlone || _place;

    /// <summary>Reads the mark at a place, if there is one.</summary>
    /// <returns>How many words to go on by. At least 1.</returns>
    public int Read(IReadOnlyList<string> tokens, int start)
    {
        for (int length = Math.Min(LongestMark, tokens.Count - start); length > 0; length--)
        {
            string phrase = length == 1 ? tokens[start] : string.Join(' ', tokens.Skip(start).Take(length));
            if (KeepsAway(phrase))
                _leftAlone = true;
            else if (_place && phrase is "is" or "are" or "there" or "theres" or "lies" or "stands")
                _place = false;
            else if (vocabulary.Find(phrase) is not { } senses)
                continue;
            else if (Has(senses, WordKind.Correction) || (_negated && phrase == "but"))
                _leftAlone = _negated = _place = false;
            else if (Has(senses, WordKind.Negation))
                _leftAlone = _negated = true;
            else if (Has(senses, WordKind.Exception) || Has(senses, WordKind.KeepVerb))
                _leftAlone = true;
            else if (Has(senses, WordKind.Relation))
                _place = true;
            else if (Has(senses, WordKind.SentenceEnd) || Has(senses, WordKind.Then) && length > 1)
                _leftAlone = _negated = _place = false;
            else if (Has(senses, WordKind.TakeVerb) && !IsAfterNegation(tokens, start))
                _leftAlone = _negated = _place = false;
            else if (Has(senses, WordKind.Filler) && length > 1)
                return length;
            else if (Has(senses, WordKind.And) || Has(senses, WordKind.Comma))
                _place = false;
            else
                continue;
            return length;
        }

        return 1;
    }

    private static bool KeepsAway(string phrase) => phrase is "without" or "nothing" or "neither" or "nor" or "away from" or "clear of" or "keep off" or "free of" or "far from" or "furthest from" or "farthest from"
        or "stay off" or "watch out for" or "beware of" or "careful with" or "rather than" or "instead of" or "not touching" or "mind the" or "forget the" or "forget about" or "never mind" or "worry about" or "no need for" or "nowhere near";

    private static bool Has(IReadOnlyList<WordSense> senses, WordKind kind) => senses.Any(s => s.Kind == kind);

    // "do not take", "never pick up".
    private bool IsAfterNegation(IReadOnlyList<string> tokens, int start)
    {
        for (int length = 1; length <= LongestMark && length <= start; length++)
            if (vocabulary.Find(string.Join(' ', tokens.Skip(start - length).Take(length)))?.Any(s => s.Kind is WordKind.Negation) == true)
                return true;
        return false;
    }
}
