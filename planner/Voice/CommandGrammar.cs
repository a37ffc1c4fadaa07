using System.Text;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Voice;

/// <summary>
/// What can be said, as a JSGF grammar: commands, and tasks about the objects that are there. Every sentence is one that
/// <see cref="Operators.IntentParser"/> understands. Short words that sound like others are left to the keyboard.
/// </summary>
public sealed class CommandGrammar
{
    private static readonly string[] Stops =
    [
        "stop", "halt", "freeze", "stop now", "please stop", "stop the robot", "stop moving", "stop it", "stop right now", "don't stop", "stop stop", "stop stop stop",
        "pause", "hold on", "please pause", "pause now", "pause the robot", "wait", "please wait",
    ];

    private static readonly string[] Controls =
    [
        "resume the task", "continue the task", "go to the home position", "return to the home position", "release the object", "open the hand", "open your hand",
        "cancel that", "cancel the command", "never mind that", "report status", "what is your status", "what are you doing",
        "what do you see", "what can you see", "look at the table", "what can i say", "reset the robot",
    ];

    private static readonly string[] Digits = ["one", "two", "three", "four", "five", "seven", "eight"];
    private static readonly string[] Verbs = ["take", "grasp", "grab", "pick up", "lift", "get", "fetch"];
    private static readonly string[] Everything = ["clear the table", "clean the table", "tidy the table"];
    private readonly IReadOnlyList<string> _nouns;
    private readonly IReadOnlyList<string> _attributes;

    private CommandGrammar(IReadOnlyList<string> nouns, IReadOnlyList<string> attributes) => (_nouns, _attributes) = (nouns, attributes);

    /// <summary>Makes the grammar for any object that the vocabulary names.</summary>
    public static CommandGrammar OfVocabulary(Vocabulary vocabulary) => new([.. vocabulary.Categories.Keys.Order(StringComparer.Ordinal)], AttributeNames.Colours);

    /// <summary>Makes the grammar for the objects that are there, which is heard far better than that for any object.</summary>
    /// <param name="labels">How the planner calls them: "red cup", "banana".</param>
    /// <param name="vocabulary">Its nouns and colours; other words are left out.</param>
    public static CommandGrammar OfView(IEnumerable<string> labels, Vocabulary vocabulary)
    {
        var nouns = new SortedSet<string>(StringComparer.Ordinal);
        var colours = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string label in labels)
        {
            string? colour = AttributeNames.Colours.FirstOrDefault(c => label.StartsWith(c + " ", StringComparison.Ordinal));
            string noun = colour is null ? label : label[(colour.Length + 1)..];
            if (colour is not null)
                colours.Add(colour);
            if (vocabulary.Categories.ContainsKey(noun))
                nouns.Add(noun);
        }

        return nouns.Count == 0 ? OfVocabulary(vocabulary) : new CommandGrammar([.. nouns], [.. colours]);
    }

    /// <summary>Writes the grammar.</summary>
    /// <param name="isKnown">Whether the recogniser knows how a word sounds; phrases with other words are left out.</param>
    public string Write(Func<string, bool> isKnown)
    {
        string Any(IEnumerable<string> phrases) => string.Join(" | ", phrases.Where(p => p.Split(' ').All(isKnown)));
        string nouns = Any(_nouns), attributes = Any(_attributes);
        bool hasNouns = nouns.Length > 0, hasAttributes = attributes.Length > 0;
        var text = new StringBuilder();
        text.AppendLine("#JSGF V1.0;").AppendLine("grammar commands;");
        text.AppendLine($"public <command> = <stops> | <control> | confirm <digit> | {Any(Everything)}{(hasNouns ? " | <task>" : "")}{(hasAttributes ? " | <all>" : "")};");
        text.AppendLine($"<stops> = {Any(Stops)};");
        text.AppendLine($"<control> = {Any(Controls)};");
        text.AppendLine($"<digit> = {Any(Digits)};");
        text.AppendLine($"<take> = {Any(Verbs)};");
        if (hasAttributes)
            text.AppendLine($"<attribute> = {attributes};").AppendLine("<all> = everything <attribute> | <take> everything <attribute>;");
        if (hasNouns)
        {
            text.AppendLine($"<noun> = {nouns};");
            text.AppendLine($"<object> = the {(hasAttributes ? "[<attribute>] " : "")}<noun>;");
            text.AppendLine("<task> = <take> <object> | put <object> in the tray;");
        }

        return text.ToString();
    }
}
