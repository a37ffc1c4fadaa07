namespace DexGrasp.Learning.Rl;

/// <summary>A run cannot go on: numbers are not finite, or what it was given does not fit. The last checkpoint is whole.</summary>
/// <param name="message">What, where, and what was expected.</param>
internal sealed class RlException(string message) : Exception(message);
