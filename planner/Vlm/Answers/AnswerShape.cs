using System.Text.Json;
using System.Text.Json.Nodes;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>Which fields an answer has: no more and no fewer. The schema that the model is held to and the check of its answer have one source.</summary>
/// <param name="name">For the schema.</param>
/// <param name="fields">What decides first and what explains last, so that a cut-off explanation costs nothing.</param>
internal sealed class AnswerShape(string name, params AnswerField[] fields)
{
    private const int LongestReason = 1000;
    private const int LongestSentence = 300;

    public static AnswerShape Understanding { get; } = new(
        "understanding",
        AnswerField.OneOf("decision", "plan: there is something to grasp; refuse: understood, but not something that this robot does; unclear: the words make no sense; stop: the person wants everything to stop", "plan", "refuse", "unclear", "stop"),
        AnswerField.Texts("steps", "one short sentence for each step, in order, as \"take the red cup\"; empty unless decision is plan", 20, LongestSentence),
        Reason);

    public static AnswerShape Completion { get; } = new(
        "completion",
        AnswerField.OneOf("state", "open: something is left to do; done: everything asked for is done; nothing: no object in view is meant by the words", "open", "done", "nothing"),
        AnswerField.Texts("left", "what is left to take; empty unless state is open", 50, LongestSentence),
        Reason);

    public static AnswerShape Proposal { get; } = new(
        "proposal",
        AnswerField.OneOf("decision", "object: one was chosen; nothing: no object in view fits", "object", "nothing"),
        AnswerField.Text("instruction", "\"grasp the ...\" with colour, shape and place of the one object; empty for nothing", LongestSentence),
        AnswerField.Text("label", "two to four words that name the object; empty for nothing", 60),
        AnswerField.Number("step", "number of the plan's step that the object belongs to, from 1"),
        Reason);

    public static AnswerShape Box { get; } = new(
        "box",
        AnswerField.YesOrNo("found", "whether the object is in the picture"),
        AnswerField.Box("bbox_2d", "x and y of the top left corner, x and y of the bottom right corner; empty when not found"),
        Reason);

    public static AnswerShape Grasp { get; } = new(
        "grasp",
        AnswerField.YesOrNo("held", "whether the object is securely in the hand"),
        AnswerField.YesOrNo("on_table", "whether the object still lies on the table"),
        Reason);

    private static AnswerField Reason => AnswerField.Text("reason", "one or two sentences for the person", LongestReason);

    /// <summary>Gets the name for the schema.</summary>
    public string Name => name;

    /// <summary>Gets the JSON schema.</summary>
    public JsonElement Schema { get; } = JsonSerializer.SerializeToElement(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, Described(f)))),
        ["required"] = new JsonArray([.. fields.Select(f => (JsonNode)f.Name)]),
        ["additionalProperties"] = false,
    });

    /// <summary>Returns what is wrong with an object, in one sentence; null when nothing is.</summary>
    public string? ProblemOf(JsonObject answer)
    {
        if (answer.FirstOrDefault(p => !fields.Any(f => f.Name == p.Key)) is { Key: { } unknown })
            return $"The answer has a field \"{Sentences.Clean(unknown, 40)}\"; allowed are {string.Join(", ", fields.Select(f => f.Name))}.";
        foreach (AnswerField field in fields)
        {
            if (!answer.ContainsKey(field.Name))
                return $"The answer lacks the field \"{field.Name}\".";
            if (field.Problem(answer[field.Name]) is { } problem)
                return $"The answer's field \"{field.Name}\" {problem}.";
        }

        return null;
    }

    private static JsonNode? Described(AnswerField field)
    {
        JsonNode schema = field.Schema.DeepClone();
        schema["description"] = field.Meaning;
        return schema;
    }
}
