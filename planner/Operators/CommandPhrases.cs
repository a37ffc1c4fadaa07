namespace DexGrasp.Planner.Operators;

/// <summary>The fixed phrases of one language. A further language is a further instance; tasks are the instruction parser's.</summary>
/// <param name="Language">BCP 47: "en".</param>
/// <param name="WritesWordsApart">Whether words stand apart; where they do not (Chinese), a word is looked for anywhere in the text.</param>
/// <param name="StopWords">Wherever one of these is, everything stops.</param>
/// <param name="PauseWords">Wherever one of these is, everything stops and the task is remembered.</param>
/// <param name="Whole">Phrases that mean something when nothing else is said.</param>
/// <param name="Confirm">Words that stand before the number of what is confirmed.</param>
/// <param name="Fillers">Words that may stand around a phrase.</param>
/// <param name="Numbers">Number words, from one on.</param>
public sealed record CommandPhrases(
    string Language, bool WritesWordsApart, IReadOnlyList<string> StopWords, IReadOnlyList<string> PauseWords,
    IReadOnlyDictionary<OperatorIntent, IReadOnlyList<string>> Whole, IReadOnlyList<string> Confirm, IReadOnlyList<string> Fillers, IReadOnlyList<string> Numbers)
{
    /// <summary>Gets the English phrases.</summary>
    public static CommandPhrases English { get; } = new(
        "en", WritesWordsApart: true,
        ["stop", "stopp", "stops", "stopping", "stopped", "halt", "freeze", "abort", "emergency", "estop", "e-stop", "cease"],
        ["pause", "hold on", "wait"],
        new Dictionary<OperatorIntent, IReadOnlyList<string>>
        {
            [OperatorIntent.Status] = ["status", "what is your status", "report status", "what are you doing", "how is it going", "where are you", "what is going on", "what is your status now"],
            [OperatorIntent.Look] = ["what do you see", "what can you see", "look", "look around", "look at the table", "what is there", "what is on the table", "what is on the desk", "describe the table"],
            [OperatorIntent.Help] = ["help", "?", "what can i say", "what can you do"],
            [OperatorIntent.Confirm] = ["yes", "y", "ok", "okay", "confirm", "do it", "go ahead"],
            [OperatorIntent.Cancel] = ["cancel", "no", "n", "never mind", "never mind that", "cancel the command", "nevermind", "forget it", "cancel that"],
            [OperatorIntent.Release] = ["release", "release it", "release the object", "open hand", "open the hand", "open your hand", "let go", "let it go", "let go of it", "put it down", "drop it", "open the gripper"],
            [OperatorIntent.Home] = ["home", "go home", "go to the home position", "home position", "return to the home position", "move home", "return home", "go back home"],
            [OperatorIntent.Resume] = ["resume", "resume the task", "continue", "continue the task", "go on", "carry on", "keep going"],
            [OperatorIntent.Reset] = ["reset", "clear the latch", "reset the robot", "unlock"],
        },
        ["confirm", "confirmed"],
        ["please", "robot", "hey", "now", "the", "a", "number", "just", "so", "well", "then", "thanks", "thank", "you", "could", "can", "would", "to", "and"],
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]);

    /// <summary>Returns the phrases of an intent; empty where it has none.</summary>
    public IReadOnlyList<string> Of(OperatorIntent intent) => Whole.TryGetValue(intent, out IReadOnlyList<string>? phrases) ? phrases : [];
}
