namespace DexGrasp.App.WebConsole;

/// <summary>A task as it was understood, to be confirmed before anything moves.</summary>
/// <param name="Id">Names it; a yes to another one counts for nothing.</param>
/// <param name="Words">The person's words.</param>
/// <param name="ReadBack">What would be done, in the planner's words.</param>
/// <param name="Steps">The plan, one sentence a step.</param>
/// <param name="Notes">What was ignored, corrected or assumed.</param>
/// <param name="Replaces">Words of the task under way that it would take the place of; null when there is none.</param>
internal sealed record TaskProposal(long Id, string Words, string ReadBack, IReadOnlyList<string> Steps, IReadOnlyList<string> Notes, string? Replaces);
