using System.Text.Json.Nodes;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>From a model's text to the one object that keeps to a shape. Words decide nothing: only whole fields do.</summary>
internal static class AnswerReader
{
    private static readonly string[] Refusals = ["i'm sorry", "i am sorry", "i cannot", "i can't", "i can not", "i'm unable", "i am unable", "i won't", "i will not", "sorry,"];

    /// <summary>Reads an answer. Never throws, whatever it says.</summary>
    /// <param name="text">The model's text.</param>
    /// <param name="shape">What it was asked for.</param>
    /// <param name="cutOff">Whether the server says that the model came to its token limit.</param>
    /// <param name="longest">What is read at most. Unit: characters.</param>
    public static Reading<JsonObject> Read(string text, AnswerShape shape, bool cutOff, int longest)
    {
        if (string.IsNullOrWhiteSpace(text))
            return cutOff
                ? new VlmFault(VlmOutcome.AnswerCutOff, "The model came to its token limit before it said anything.")
                : new VlmFault(VlmOutcome.EmptyAnswer, "The model's answer is empty.");
        if (text.Length > longest)
            return new VlmFault(VlmOutcome.AnswerTooLong, $"The model's answer has {text.Length} characters; at most {longest} are read.");

        LenientAnswer found = LenientJson.Read(text);
        bool incomplete = cutOff || !found.IsWhole;
        if (found.Objects.Count == 0)
            return incomplete ? CutOff(found.Problem) : IsRefusal(text)
                ? new VlmFault(VlmOutcome.ModelRefused, $"The model declined: \"{Sentences.Clean(text, 200)}\"")
                : new VlmFault(VlmOutcome.NotJson, $"The model's answer is no JSON object: {found.Problem}.");
        JsonObject answer = found.Objects[0];
        if (found.Objects.Any(o => !JsonNode.DeepEquals(o, answer)))
            return shape == AnswerShape.Box
                ? new VlmFault(VlmOutcome.SeveralBoxes, $"The model gave {found.Objects.Count} boxes; one was asked for.")
                : new VlmFault(VlmOutcome.SeveralAnswers, $"The model's answer holds {found.Objects.Count} objects that differ; one was asked for.");
        if (shape.ProblemOf(answer) is not { } problem)
            return answer;
        return incomplete ? CutOff(problem) : new VlmFault(VlmOutcome.WrongShape, problem);
    }

    private static VlmFault CutOff(string problem) => new(VlmOutcome.AnswerCutOff, $"The model's answer ends too early: {problem.TrimEnd('.')}.");

    // Only names a fault that is one anyhow.
    private static bool IsRefusal(string text) => Array.Exists(Refusals, r => text.TrimStart(' ', '\n', '"').Replace('\u2019', '\'').StartsWith(r, StringComparison.OrdinalIgnoreCase));
}
