namespace DexGrasp.Planner.Language;

/// <summary>What a person's words ask for, in steps that are done one after the other.</summary>
/// <param name="Prompt">The words as given.</param>
/// <param name="Steps">At least one.</param>
public sealed record TaskPlan(string Prompt, IReadOnlyList<PlanStep> Steps)
{
    /// <summary>Returns the plan in canonical words: "take every green object, then the red cup".</summary>
    public override string ToString() => (Steps.Any(s => s.Words is not null) ? "" : "take ") + string.Join("; then ", Steps);
}
