namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>Makes what a model or a server wrote fit for a terminal, a log and a goal.</summary>
internal static class Sentences
{
    /// <summary>Returns the text on one line, without control characters, cut to a length.</summary>
    /// <param name="text">Whatever came.</param>
    /// <param name="longest">Unit: characters.</param>
    public static string Clean(string text, int longest = 1000)
    {
        string cut = text.Length > longest ? string.Concat(text.AsSpan(0, longest), "...") : text;
        return string.Join(' ', string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Returns the text with a full stop at its end.</summary>
    public static string Finish(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";
}
