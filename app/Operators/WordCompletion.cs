using DexGrasp.Planner.Language;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>Completes the last word of a line from the commands and the vocabulary.</summary>
internal sealed class WordCompletion
{
    private static readonly string[] Verbs = ["take", "grasp", "pick", "put", "clear", "everything", "confirm", "stop", "halt", "pause", "the", "table", "tray"];
    private readonly string[] _words;

    /// <summary>Collects the words.</summary>
    public WordCompletion(Vocabulary vocabulary, CommandPhrases phrases) => _words =
    [
        .. phrases.Whole.Values.SelectMany(p => p).Concat(vocabulary.Categories.Keys).Concat(vocabulary.Groups.Keys).Concat(AttributeNames.Colours).Concat(Verbs)
            .SelectMany(p => p.Split(' ')).Where(w => w.Length > 2).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the line with its last word completed as far as that is certain, and what it may become.</summary>
    public (string Line, IReadOnlyList<string> Choices) Complete(string line)
    {
        int start = line.LastIndexOf(' ') + 1;
        string begun = line[start..];
        string[] choices = begun.Length == 0 ? [] : [.. _words.Where(w => w.StartsWith(begun, StringComparison.OrdinalIgnoreCase))];
        if (choices.Length == 0)
            return (line, choices);
        string common = choices[0];
        foreach (string choice in choices)
            while (!choice.StartsWith(common, StringComparison.Ordinal))
                common = common[..^1];
        return (line[..start] + (choices.Length == 1 ? common + " " : common), choices);
    }
}
