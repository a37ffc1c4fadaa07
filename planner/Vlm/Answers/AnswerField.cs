using System.Text.Json;
using System.Text.Json.Nodes;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>One field of an answer: its part of the JSON schema, and the check of what came.</summary>
/// <param name="Name">As in the JSON.</param>
/// <param name="Meaning">For the model.</param>
/// <param name="Schema">Type and limits in the schema's words.</param>
/// <param name="Problem">Returns what is wrong with a value, as the end of a sentence; null when nothing is.</param>
internal sealed record AnswerField(string Name, string Meaning, JsonObject Schema, Func<JsonNode?, string?> Problem)
{
    public static AnswerField YesOrNo(string name, string meaning) => new(
        name, meaning, new JsonObject { ["type"] = "boolean" },
        v => Kind(v) is JsonValueKind.True or JsonValueKind.False ? null : "is no true or false");

    public static AnswerField Text(string name, string meaning, int longest) => new(
        name, meaning, new JsonObject { ["type"] = "string" },
        v => Kind(v) != JsonValueKind.String ? "is no text" : Length(v) > longest ? $"has {Length(v)} characters; {longest} are allowed" : null);

    public static AnswerField OneOf(string name, string meaning, params string[] words) => new(
        name, meaning, new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) },
        v => Kind(v) == JsonValueKind.String && words.Contains(v!.GetValue<string>()) ? null : $"is none of {string.Join(", ", words)}");

    public static AnswerField Texts(string name, string meaning, int most, int longest) => new(
        name, meaning, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        v => v is not JsonArray list || list.Any(i => Kind(i) != JsonValueKind.String) ? "is no list of texts"
            : list.Count > most ? $"has {list.Count} entries; {most} are allowed"
            : list.Any(i => Length(i) > longest) ? $"has an entry of more than {longest} characters" : null);

    public static AnswerField Number(string name, string meaning) => new(
        name, meaning, new JsonObject { ["type"] = "integer" },
        v => Kind(v) == JsonValueKind.Number && double.IsInteger(v!.GetValue<double>()) && Math.Abs(v.GetValue<double>()) < 1e6 ? null : "is no whole number");

    // Its numbers are judged where boxes are, so that two boxes get a name of their own.
    public static AnswerField Box(string name, string meaning) => new(
        name, meaning, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "number" } },
        v => v is JsonArray ? null : "is no list of numbers");

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static int Length(JsonNode? value) => value!.GetValue<string>().Length;
}
