namespace DexGrasp.Data.Validation;

/// <summary>What a look at every file of a dataset found.</summary>
/// <param name="Folder">The dataset.</param>
/// <param name="Valid">Whether nothing was found.</param>
/// <param name="Episodes">Whole episodes.</param>
/// <param name="Frames">Frames of whole episodes.</param>
/// <param name="Findings">What is wrong, one sentence each, with file, value and what it should be.</param>
public sealed record ValidationReport(string Folder, bool Valid, int Episodes, long Frames, IReadOnlyList<string> Findings);
