namespace DexGrasp.Planner.Language;

/// <summary>The planner's answer to a prompt.</summary>
/// <param name="Kind">What was made of it.</param>
/// <param name="Text">One or two sentences for the person.</param>
/// <param name="Plan">Set exactly when <paramref name="Kind"/> is <see cref="AnswerKind.Plan"/>.</param>
/// <param name="Notes">What was ignored, corrected or assumed, one sentence each.</param>
public sealed record PlannerAnswer(AnswerKind Kind, string Text, TaskPlan? Plan, IReadOnlyList<string> Notes);
