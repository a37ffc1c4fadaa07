using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>What came of one input to a session.</summary>
/// <param name="Turn">What the dialogue decided.</param>
/// <param name="Pending">What waits for a confirmation after it; null when nothing does.</param>
/// <param name="Stop">How the stop ends that it began; null when it began none.</param>
/// <param name="Done">Ends when everything else is done: null if it was, else why not.</param>
internal sealed record SessionTurn(DialogueTurn Turn, PendingCommand? Pending, Task<StopNotice>? Stop, Task<string?> Done);
