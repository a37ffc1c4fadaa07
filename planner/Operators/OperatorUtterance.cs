namespace DexGrasp.Planner.Operators;

/// <summary>Words as they came in.</summary>
/// <param name="Text">Anything at all; null counts as empty.</param>
/// <param name="Source">How they came in.</param>
/// <param name="IsFinal">False while more may follow: only a stop is taken from such words.</param>
/// <param name="Confidence">How sure the recogniser is. Range: 0 to 1. Text: 1.</param>
/// <param name="Alternatives">What else it may have been, likeliest first.</param>
public sealed record OperatorUtterance(string? Text, OperatorSource Source = OperatorSource.Text, bool IsFinal = true, double Confidence = 1, IReadOnlyList<string>? Alternatives = null);
