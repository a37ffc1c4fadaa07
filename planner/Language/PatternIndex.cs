namespace DexGrasp.Planner.Language;

/// <summary>Patterns by how they begin, so that only the few that can match at a place are tried.</summary>
/// <typeparam name="T">What is kept with a pattern.</typeparam>
internal sealed class PatternIndex<T>
{
    private readonly Dictionary<string, List<(WordPattern Pattern, T Value, int Order)>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<WordClass, List<(WordPattern Pattern, T Value, int Order)>> _byClass = [];
    private int _count;

    /// <summary>Adds a pattern; among several that match, earlier ones go first.</summary>
    public void Add(WordPattern pattern, T value)
    {
        (WordPattern, T, int) entry = (pattern, value, _count++);
        if (pattern.First.SingleWord is { } word)
            (_byWord.TryGetValue(word, out var same) ? same : _byWord[word] = []).Add(entry);
        else
            (_byClass.TryGetValue(pattern.First, out var same) ? same : _byClass[pattern.First] = []).Add(entry);
    }

    /// <summary>Returns the first added pattern that matches at a place and is accepted, with what is kept with it; null where there is none.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="start">The place.</param>
    /// <param name="accept">Given what is kept and how many words match.</param>
    public (int Length, T Value)? Find(GuardText text, int start, Func<T, int, bool> accept)
    {
        (int Length, T Value, int Order)? best = null;
        void Try(List<(WordPattern Pattern, T Value, int Order)> entries)
        {
            foreach ((WordPattern pattern, T value, int order) in entries)
                if (!(order > best?.Order) && pattern.Match(text, start) is var length and > 0 && accept(value, length))
                    best = (length, value, order);
        }

        foreach (string form in text.Forms(start))
            if (_byWord.TryGetValue(form, out var entries))
                Try(entries);
        foreach ((WordClass first, var entries) in _byClass)
            if (first.StandsAt(text, start))
                Try(entries);
        return best is { } found ? (found.Length, found.Value) : null;
    }
}
