using System.Text.Json.Nodes;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>The JSON objects in a model's text.</summary>
/// <param name="Objects">In their order; those in a list on the outermost level count one by one.</param>
/// <param name="IsWhole">False when the text ended inside one of them.</param>
/// <param name="Problem">Why there is none, as the end of a sentence; empty otherwise.</param>
internal sealed record LenientAnswer(IReadOnlyList<JsonObject> Objects, bool IsWhole, string Problem);
