namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>What the planner made of a question.</summary>
/// <param name="Seed">Of the scene.</param>
/// <param name="Family">Kind of wording.</param>
/// <param name="Instruction">What a person says.</param>
/// <param name="Target">Name of the object that is meant; empty where none is.</param>
/// <param name="Taken">Name of the object whose pixels were taken for it; empty for none.</param>
/// <param name="Overlap">Intersection over union of the answer's box and the box of the target's visible pixels. Range: [0, 1].</param>
/// <param name="Correct">Whether it is the right object with an overlap of at least 0.5; for what is not there, whether nothing was taken.</param>
/// <param name="Reason">"ok", "another object", "something else taken for it", "box does not fit", or why nothing was found.</param>
public sealed record GroundingAnswer(
    int Seed, string Family, string Instruction, string Target, string Taken, double Overlap, bool Correct, string Reason);
