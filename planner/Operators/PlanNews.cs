namespace DexGrasp.Planner.Operators;

/// <summary>What the run process told on event/plan.</summary>
/// <param name="Kind">"said", "state", "target" or "ended".</param>
/// <param name="Words">For people.</param>
/// <param name="State">State of the grasp loop; null where there is none.</param>
/// <param name="Task">Words of the task under way; null before the first.</param>
/// <param name="Placed">Objects placed so far; null where that is not told.</param>
public sealed record PlanNews(string Kind, string Words, string? State = null, string? Task = null, int? Placed = null);
