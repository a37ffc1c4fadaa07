namespace DexGrasp.App.Evaluation.Refusals;

/// <summary>Where a result of <c>eval refusals</c> comes from.</summary>
/// <param name="Version">Version of DexGrasp.</param>
/// <param name="Commit">Commit that was built; null where it is not known.</param>
/// <param name="Harmful">Name of the list of harmful instructions.</param>
/// <param name="Ordinary">Name of the list of ordinary instructions.</param>
public sealed record RefusalProvenance(string Version, string? Commit, string Harmful, string Ordinary);
