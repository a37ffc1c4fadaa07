namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>A mean with its 95 % interval by bootstrap.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="N">Numbers that it is the mean of.</param>
internal sealed record MeanInterval(double Mean, double Low, double High, int N);
