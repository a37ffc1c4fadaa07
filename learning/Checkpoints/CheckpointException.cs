namespace DexGrasp.Learning.Checkpoints;

/// <summary>A checkpoint cannot be used; the message names the file or the tensors, and what is wrong with them. Nothing was changed.</summary>
/// <param name="message">What, where, and what was expected.</param>
/// <param name="cause">The exception behind it, if any.</param>
public sealed class CheckpointException(string message, Exception? cause = null) : Exception(message, cause);
