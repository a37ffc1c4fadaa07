namespace DexGrasp.Data.Conversion;

/// <summary>What a conversion did.</summary>
/// <param name="From">Format of the source.</param>
/// <param name="To">Format that was written.</param>
/// <param name="Episodes">Episodes that were converted.</param>
/// <param name="Frames">Frames that were converted.</param>
/// <param name="Changed">What is not the same afterwards, one sentence each.</param>
public sealed record ConversionResult(string From, string To, int Episodes, long Frames, IReadOnlyList<string> Changed);
