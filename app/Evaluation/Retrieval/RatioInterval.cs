namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>A ratio of two means over the same scenes with its 95 % interval by paired bootstrap.</summary>
/// <param name="Ratio">Mean of the policy divided by that of the other method.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Fewer">1 - <paramref name="Ratio"/>: by what share the policy needs fewer.</param>
/// <param name="N">Scenes.</param>
internal sealed record RatioInterval(double Ratio, double Low, double High, double Fewer, int N);
