namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>One thing to find in a scene.</summary>
/// <param name="Family">Kind of wording: task, name, attribute, category, colour, relation, order or absent.</param>
/// <param name="Instruction">What a person says.</param>
/// <param name="Target">Index of the object that is meant. Range: 0 to the number of objects - 1; null: what is asked for is not there.</param>
public sealed record GroundingQuestion(string Family, string Instruction, int? Target);
