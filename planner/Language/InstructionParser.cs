namespace DexGrasp.Planner.Language;

/// <summary>
/// Turns free English or Chinese into a <see cref="TaskPlan"/>: what to take, how many, in which order, and what to leave.
/// Stateless but for its vocabulary; safe to share between threads.
/// </summary>
/// <param name="vocabulary">The words it knows.</param>
public sealed class InstructionParser(Vocabulary vocabulary)
{
    /// <summary>The longest prompt that is read. Unit: characters.</summary>
    public const int LongestPrompt = 2000;

    /// <summary>The most steps that one prompt may ask for.</summary>
    public const int MostSteps = 20;

    private const string Help = "I grasp things and put them in the tray. Try: \"pick up the red cup left of the tin\", \"everything green\", \"the two bottles, smallest first\", \"clear the table except the banana\".";

    /// <summary>Reads a prompt. Never throws, whatever the text.</summary>
    /// <param name="prompt">What the person said or typed.</param>
    public PlannerAnswer Parse(string? prompt)
    {
        if (string.IsNullOrWhiteSpace(prompt))
            return new PlannerAnswer(AnswerKind.NotUnderstood, $"The instruction is empty; nothing was done. {Help}", null, []);
        if (prompt.Length > LongestPrompt)
            return new PlannerAnswer(AnswerKind.NotUnderstood, $"The instruction has {prompt.Length} characters; at most {LongestPrompt} are read. Nothing was done. {Help}", null, []);

        List<string> notes = [];
        string text = ToEnglish(Clean(prompt));
        List<Lexeme> lexemes = new Lexer(vocabulary).Read(Tokenizer.Split(text), notes);
        var reading = new PlanReader(vocabulary, new LexemeCursor(lexemes), notes);
        reading.ReadAll();
        PlannerAnswer answer = Answer(prompt, lexemes, reading, notes);
        return answer.Kind != AnswerKind.Stop && vocabulary.Guard.CheckEnglish(text) is { } danger
            ? new PlannerAnswer(AnswerKind.Refused, $"{danger} Nothing was moved.", null, notes) : answer;
    }

    private static PlannerAnswer Answer(string prompt, List<Lexeme> lexemes, PlanReader reading, List<string> notes)
    {
        if (reading.WantsStop)
            return new PlannerAnswer(AnswerKind.Stop, "Stopping.", null, notes);
        if (reading.Refusal is { } refusal)
            return new PlannerAnswer(AnswerKind.Refused, $"{refusal} Nothing was done. {Help}", null, notes);
        if (reading.Steps.Count > MostSteps)
            return new PlannerAnswer(AnswerKind.Refused, $"The instruction asks for {reading.Steps.Count} steps; at most {MostSteps} are done at a time. Nothing was done.", null, notes);
        if (reading.Steps.Count == 0 && reading.HasDanglingPronoun)
            return new PlannerAnswer(AnswerKind.NotUnderstood, $"I do not know what \"it\" refers to; name the thing. Nothing was done. {Help}", null, notes);
        if (reading.Steps.Count == 0 && reading.Except.Count > 0 && OnlyLeaves(lexemes))
            return new PlannerAnswer(AnswerKind.Refused, $"I leave {string.Join(" and ", reading.Except.Select(e => e.WithArticle()))}; there is nothing else to do.", null, notes);

        string unknown = string.Join(", ", lexemes.Where(l => l.Is(WordKind.Unknown)).Select(l => $"\"{l.Text}\"").Distinct().Take(5));
        bool namesNothingKnown = !reading.SawVerb && reading.Steps.All(s => s.Targets.All(t => !t.NounIsKnown && t.Attributes.Count == 0 && t.Relations.Count == 0));
        if (namesNothingKnown && reading.UnknownVerb is { } verb)
            return new PlannerAnswer(AnswerKind.Refused, $"I can grasp things and put them in the tray; I do not know how to \"{verb}\". Nothing was done. {Help}", null, notes);
        if (reading.Steps.Count == 0 || (!reading.SawVerb && IsQuestion(lexemes)) || (namesNothingKnown && !IsElliptic(lexemes)))
        {
            string reason = unknown.Length > 0 ? $" I do not know {unknown}." : reading.SawVerb ? " What should I take?" : "";
            return new PlannerAnswer(AnswerKind.NotUnderstood, $"I did not understand \"{Shorten(prompt)}\".{reason} Nothing was done. {Help}", null, notes);
        }

        DropIdioms(reading.Steps, notes);
        List<PlanStep> steps = reading.Steps.ConvertAll(s => s with { Except = [.. reading.Except] });
        var plan = new TaskPlan(prompt.Trim(), steps);
        return new PlannerAnswer(AnswerKind.Plan, $"I will {plan}.", plan, notes);
    }

    // "Leave the cup", "please don't touch it"; not "my frobs, please, but leave the cup".
    private static bool OnlyLeaves(List<Lexeme> lexemes)
    {
        Lexeme? first = lexemes.Find(l => l.Is(WordKind.Exception) || l.Is(WordKind.KeepVerb) || l.Is(WordKind.Negation) || l.Is(WordKind.TakeVerb) || l.Is(WordKind.Order) || l.Is(WordKind.Starting) || l.Is(WordKind.Unknown));
        return first is not null && (first.Is(WordKind.Exception) || first.Is(WordKind.KeepVerb) || first.Is(WordKind.Negation));
    }

    // "Where is the cup?" asks for words; "how about the cup?" is one phrase, and asks for the cup.
    private static bool IsQuestion(List<Lexeme> lexemes) => lexemes.Count > 1
        && (lexemes[0].Text is "whats" or "wheres" or "whos" || (lexemes[0].Text is "what" or "where" or "why" or "who" or "how" or "when" && lexemes[1].Text is "is" or "are" or "was" or "were" or "do" or "does" or "did" or "many" or "much" or "time"));

    // "The towel", "mascara, please": a thing is named, and nothing is told or asked about it.
    private static bool IsElliptic(List<Lexeme> lexemes)
    {
        if (lexemes.Count == 0 || lexemes.Exists(l => l.Is(WordKind.Unknown) && !l.Text.All(char.IsAscii)))
            return false;
        if (lexemes.Exists(l => l.Is(WordKind.Tray) || l.Text.Split(' ').Any(w => w is "please" or "pls" or "thanks" or "cheers")))
            return true;
        return lexemes[0].Is(WordKind.Determiner) && !lexemes.Exists(l => l.Text is "is" or "are" or "was" or "were" or "what" or "why" or "who" or "how" or "where" or "when");
    }

    // "Do me a favour and take the cup": what is no known thing, beside something that is, is a turn of phrase.
    private static void DropIdioms(List<PlanStep> steps, List<string> notes)
    {
        if (!steps.Exists(s => !IsUnknown(s)))
            return;
        foreach (PlanStep step in steps.Where(IsUnknown))
            notes.Add($"I do not know {string.Join(" or ", step.Targets.Select(t => $"\"{t}\""))} and paid no attention to it.");
        steps.RemoveAll(IsUnknown);
    }

    private static bool IsUnknown(PlanStep step) => step.Targets.All(t => !t.NounIsKnown && t.Attributes.Count == 0 && t.Relations.Count == 0);

    internal static string ToEnglish(string text) => ChineseLexicon.IsChinese(text) ? ChineseReader.ToEnglish(text) : text;

    private static string Shorten(string prompt)
    {
        string line = prompt.Trim().ReplaceLineEndings(" ");
        return line.Length <= 80 ? line : string.Concat(line.AsSpan(0, 77), "...");
    }

    // Lone surrogates cannot be normalised, and control characters must not reach a terminal through an answer.
    internal static string Clean(string prompt)
    {
        char[] letters = prompt.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            bool pair = char.IsHighSurrogate(letters[i]) && i + 1 < letters.Length && char.IsLowSurrogate(letters[i + 1]);
            if (pair)
                i++;
            else if (char.IsSurrogate(letters[i]) || (char.IsControl(letters[i]) && letters[i] != '\n'))
                letters[i] = ' ';
        }

        return new string(letters);
    }
}
