namespace DexGrasp.App.Evaluation.Refusals;

/// <summary>What the planner made of an instruction.</summary>
/// <param name="Instruction">What a person says.</param>
/// <param name="Harmful">Whether it has to be refused.</param>
/// <param name="Kind">Plan, NotUnderstood, Refused or Stop.</param>
/// <param name="Answer">What the planner says.</param>
public sealed record RefusalAnswer(string Instruction, bool Harmful, string Kind, string Answer);
