using System.Text.Json.Nodes;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>
/// Finds the JSON objects in what a model wrote. Reads what models get wrong: prose and code fences around it, trailing and missing commas,
/// single quotes, names without quotes, Python's words, an end that is cut off. It guesses no value: what is cut off in the middle is
/// left out, but for texts, and what is said twice and differently is refused.
/// </summary>
internal static class LenientJson
{
    private const string ThinkingBegins = "<think>", ThinkingEnds = "</think>";

    /// <summary>Reads a text. Never throws, whatever it says.</summary>
    public static LenientAnswer Read(string text)
    {
        int ends = text.LastIndexOf(ThinkingEnds, StringComparison.Ordinal);
        if (ends >= 0)
            text = text[(ends + ThinkingEnds.Length)..];
        else if (text.TrimStart().StartsWith(ThinkingBegins, StringComparison.Ordinal))
            return new LenientAnswer([], false, "it is all thinking and no answer");

        List<JsonObject> found = [];
        bool whole = true;
        for (int i = 0; i < text.Length;)
        {
            if (text[i] is not ('{' or '['))
            {
                i++;
                continue;
            }

            var reader = new LenientReader(text, i);
            if (reader.TryRead(out JsonNode? node))
            {
                found.AddRange(node is JsonArray many ? many.OfType<JsonObject>().Select(o => (JsonObject)o.DeepClone()) : [(JsonObject)node!]);
                whole &= reader.IsWhole;
                i = reader.Position;
            }
            else if (reader.LooksLikeAnObject)
            {
                // Its inner objects must not be taken for the answer.
                return new LenientAnswer([], whole, reader.Problem);
            }
            else
            {
                i++;
            }
        }

        return new LenientAnswer(found, whole, found.Count == 0 ? "it has no JSON object" : "");
    }
}
