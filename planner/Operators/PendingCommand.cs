namespace DexGrasp.Planner.Operators;

/// <summary>A command that was read back and waits for its confirmation.</summary>
/// <param name="Number">What has to be confirmed. Range: 1 to <see cref="OperatorDialogue.MostNumber"/>.</param>
/// <param name="Command">What was understood.</param>
/// <param name="Until">From then on it is forgotten, on the caller's clock; null for never.</param>
/// <param name="Replaces">Words of the task under way whose place it would take; null when there is none.</param>
public sealed record PendingCommand(int Number, OperatorCommand Command, TimeSpan? Until, string? Replaces = null);
