namespace DexGrasp.Planner.Operators;

/// <summary>A command that was read back and waits for its confirmation.</summary>
/// <param name="Number">What has to be confirmed. Range: 1 to <see cref="OperatorDialogue.MostNumber"/>.</param>
/// <param name="Command">What was understood.</param>
/// <param name="Until">From then on it is forgotten, on the caller's clock.</param>
public sealed record PendingCommand(int Number, OperatorCommand Command, TimeSpan Until);
