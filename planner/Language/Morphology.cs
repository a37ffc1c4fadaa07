namespace DexGrasp.Planner.Language;

/// <summary>English inflection, as far as instructions need it.</summary>
internal static class Morphology
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["knives"] = "knife",
        ["loaves"] = "loaf",
        ["shelves"] = "shelf",
        ["leaves"] = "leaf",
        ["dice"] = "die",
        ["mice"] = "mouse",
        ["boxes"] = "box",
        ["brushes"] = "brush",
        ["torches"] = "torch",
        ["wrenches"] = "wrench",
        ["glasses"] = "glass",
        ["peaches"] = "peach",
        ["radishes"] = "radish",
        ["dishes"] = "dish",
        ["toothbrushes"] = "toothbrush",
        ["tomatoes"] = "tomato",
        ["potatoes"] = "potato",
        ["mangoes"] = "mango",
        ["vases"] = "vase",
        ["watches"] = "watch",
        ["bunches"] = "bunch",
    };

    /// <summary>Returns the words that this could be the plural of, likeliest first.</summary>
    public static IEnumerable<string> Singulars(string word)
    {
        if (Irregular.TryGetValue(word, out string? irregular))
            yield return irregular;
        if (word.Length > 3 && word.EndsWith("ies", StringComparison.Ordinal))
            yield return word[..^3] + "y";
        if (word.Length > 2 && word[^1] == 's' && word[^2] != 's')
            yield return word[..^1];
        if (word.Length > 3 && word.EndsWith("es", StringComparison.Ordinal))
            yield return word[..^2];
    }

    /// <summary>Returns the verbs that this could be a form of: "grasping", "picks", "moved".</summary>
    public static IEnumerable<string> BaseVerbs(string word)
    {
        if (word.Length > 4 && word.EndsWith("ing", StringComparison.Ordinal))
        {
            yield return word[..^3];
            yield return word[..^3] + "e";
            if (word.Length > 6 && word[^4] == word[^5])
                yield return word[..^4];
        }

        if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal))
        {
            yield return word[..^2];
            yield return word[..^1];
            if (word.Length > 5 && word[^3] == word[^4])
                yield return word[..^3];
        }

        if (word.Length > 3 && word.EndsWith('s'))
            yield return word[..^1];
    }

    /// <summary>Gets whether one word is the other with a letter too few, too many, or two neighbours exchanged.</summary>
    public static bool IsSlipOf(string typed, string meant)
    {
        if (typed.Length < 4 || meant.Length < 5 || typed[0] != meant[0] || Math.Abs(typed.Length - meant.Length) > 1 || typed == meant)
            return false;
        int i = 0;
        while (i < Math.Min(typed.Length, meant.Length) && typed[i] == meant[i])
            i++;
        if (typed.Length < meant.Length)
            return typed.AsSpan(i).SequenceEqual(meant.AsSpan(i + 1));
        if (typed.Length > meant.Length)
            return typed.AsSpan(i + 1).SequenceEqual(meant.AsSpan(i));
        return i + 1 < typed.Length && typed[i] == meant[i + 1] && typed[i + 1] == meant[i] && typed.AsSpan(i + 2).SequenceEqual(meant.AsSpan(i + 2));
    }
}
