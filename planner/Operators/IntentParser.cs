using System.Globalization;
using System.Text;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Operators;

/// <summary>Tells what an operator's words ask for. Never throws, whatever the text; safe to share between threads.</summary>
/// <remarks>A word that stops counts wherever it stands: "don't stop" stops, since half of it may have been lost on the way.</remarks>
/// <param name="instructions">Reads tasks.</param>
/// <param name="phrases">The fixed phrases; default: English.</param>
public sealed class IntentParser(InstructionParser instructions, CommandPhrases? phrases = null)
{
    /// <summary>What the robot is asked to do to let go; a run process takes it as a goal's words.</summary>
    public const string ReleaseWords = "release";

    /// <summary>What the robot is asked to do to go home; a run process takes it as a goal's words.</summary>
    public const string HomeWords = "go home";

    private const int LongestShown = 80;
    private readonly CommandPhrases _phrases = phrases ?? CommandPhrases.English;

    /// <summary>Gets a parser with the built-in vocabulary.</summary>
    public static IntentParser BuiltIn { get; } = new(new InstructionParser(Vocabulary.BuiltIn));

    /// <summary>Returns whether words make the robot stand, and how; the first question to ask of any words, finished or not.</summary>
    /// <returns><see cref="OperatorIntent.Stop"/>, <see cref="OperatorIntent.Pause"/>, or null.</returns>
    public OperatorIntent? FindStop(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        string plain = Plain(text);
        return Holds(plain, _phrases.StopWords) ? OperatorIntent.Stop : Holds(plain, _phrases.PauseWords) ? OperatorIntent.Pause : null;
    }

    /// <summary>Reads an utterance.</summary>
    /// <param name="utterance">Words from anywhere.</param>
    /// <param name="id">Becomes the command's.</param>
    /// <param name="at">Becomes the command's.</param>
    public OperatorCommand Parse(OperatorUtterance utterance, long id = 0, TimeSpan at = default)
    {
        string text = utterance.Text ?? "";
        (OperatorIntent intent, string meaning, int? number, PlannerAnswer? answer) = Understand(text);
        return new OperatorCommand(id, at, utterance.Source, Shown(text), intent, meaning)
        {
            Steps = answer?.Plan is { } plan ? [.. plan.Steps.Select(s => s.ToString())] : [],
            Notes = answer?.Notes ?? [],
            IsBeyond = answer?.Kind == AnswerKind.Refused,
            Words = intent switch { OperatorIntent.Task => text.Trim(), OperatorIntent.Release => ReleaseWords, OperatorIntent.Home => HomeWords, _ => null },
            Number = number,
            Confidence = double.IsNaN(utterance.Confidence) ? 0 : Math.Clamp(utterance.Confidence, 0, 1),
            Alternatives = [.. (utterance.Alternatives ?? []).Take(5).Select(Shown)],
        };
    }

    /// <summary>Returns text that is safe to show on a terminal: one line, no control characters, at most 80 characters.</summary>
    public static string Shown(string text)
    {
        string start = text[..Math.Min(text.Length, 4 * LongestShown)], line = OnOneLine(start);
        if (line.Length <= LongestShown && text.Length <= start.Length)
            return line;
        int end = Math.Min(line.Length, LongestShown - 3);
        return (end > 0 && char.IsHighSurrogate(line[end - 1]) ? line[..(end - 1)] : line[..end]) + "...";
    }

    /// <summary>Returns text without anything that steers a terminal.</summary>
    internal static string OnOneLine(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBad = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            shown.Append(isBad ? " " : rune.ToString());
        }

        return shown.ToString().Trim();
    }

    private (OperatorIntent Intent, string Meaning, int? Number, PlannerAnswer? Answer) Understand(string text)
    {
        switch (FindStop(text))
        {
            case OperatorIntent.Stop:
                return (OperatorIntent.Stop, "Stopping.", null, null);
            case OperatorIntent.Pause:
                return (OperatorIntent.Pause, "Pausing: a controlled stop.", null, null);
        }

        if (string.IsNullOrWhiteSpace(text))
            return (OperatorIntent.Nothing, "I heard nothing; nothing was done. Say help for what I understand.", null, null);
        string plain = Plain(text.Length <= InstructionParser.LongestPrompt ? text : "");
        if (plain.Length > 0 && ReadConfirmation(plain) is { } number)
            return (OperatorIntent.Confirm, $"Confirm {number}.", number, null);
        if (plain.Length > 0 && FindPhrase(plain) is { } intent)
            return (intent, Meaning(intent), null, null);

        PlannerAnswer answer = instructions.Parse(text);
        return answer.Kind switch
        {
            AnswerKind.Stop => (OperatorIntent.Stop, "Stopping.", null, answer),
            AnswerKind.Plan => (OperatorIntent.Task, OnOneLine(answer.Text), null, answer),
            _ => (OperatorIntent.NotUnderstood, OnOneLine(answer.Text), null, answer),
        };
    }

    /// <summary>Returns what a fixed phrase means, for people.</summary>
    internal static string Meaning(OperatorIntent intent) => intent switch
    {
        OperatorIntent.Release => "I will put down what the hand holds, open the hand and go home.",
        OperatorIntent.Home => "I will go home; what the hand holds is put down first.",
        OperatorIntent.Resume => "I will clear the stop and go on.",
        OperatorIntent.Reset => "I will clear the stop; the robot stays where it is.",
        _ => intent.ToString(),
    };

    // "confirm 7", "confirm number seven", "7": null when there is no number, or more than one.
    private int? ReadConfirmation(string plain)
    {
        string[] words = [.. plain.Split(' ').Where(w => w.Length > 0 && !_phrases.Fillers.Contains(w))];
        bool saysConfirm = words.Length == 2 && _phrases.Confirm.Contains(words[0]);
        if (!saysConfirm && words.Length != 1)
            return null;
        string last = words[^1];
        if (last.Length <= 3 && last.All(char.IsAsciiDigit))
            return int.Parse(last, CultureInfo.InvariantCulture);
        int spoken = saysConfirm ? _phrases.Numbers.ToList().IndexOf(last) : -1;
        return spoken < 0 ? null : spoken + 1;
    }

    private OperatorIntent? FindPhrase(string plain)
    {
        string stripped = Strip(plain);
        foreach ((OperatorIntent intent, IReadOnlyList<string> all) in _phrases.Whole)
            foreach (string phrase in all)
                if (plain == phrase || (stripped.Length > 0 && stripped == Strip(phrase)))
                    return intent;
        return null;
    }

    private string Strip(string plain) => string.Join(' ', plain.Split(' ').Where(w => w.Length > 0 && !_phrases.Fillers.Contains(w)));

    private bool Holds(string plain, IReadOnlyList<string> words)
    {
        foreach (string word in words)
            if (_phrases.WritesWordsApart ? $" {plain} ".Contains($" {word} ", StringComparison.Ordinal) : plain.Contains(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    // Lower case; everything but letters, digits and what stands inside a word is a space; "what's" is "what is".
    private static string Plain(string text)
    {
        bool isQuestion = text.Length < 10 && text.Trim() == "?";
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            char next = char.IsLetterOrDigit(c) || c is '-' or '\'' or '?' ? char.ToLowerInvariant(c) : ' ';
            if (next == '?' && !isQuestion)
                next = ' ';
            if (next != ' ' || (plain.Length > 0 && plain[^1] != ' '))
                plain.Append(next);
        }

        return plain.Replace("what's", "what is").Replace("how's", "how is").ToString().TrimEnd();
    }
}
