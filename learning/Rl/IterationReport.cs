namespace DexGrasp.Learning.Rl;

/// <summary>How one iteration went: a roll-out and an update.</summary>
/// <param name="Update">How the update went.</param>
/// <param name="Rate">Learning rate of the update.</param>
/// <param name="ExplainedVariance">Share of the returns' variance that the values explain.</param>
/// <param name="Collecting">Wall time of the roll-out.</param>
/// <param name="Updating">Wall time of the update.</param>
internal sealed record IterationReport(UpdateReport Update, double Rate, double ExplainedVariance, TimeSpan Collecting, TimeSpan Updating);
