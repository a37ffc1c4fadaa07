using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>What one observation becomes before the transformer sees it. P patches a picture, E wide.</summary>
/// <param name="Head">Head picture fused with its mask. Shape: [B, P, E].</param>
/// <param name="Wrist">Wrist picture. Shape: [B, P, E].</param>
/// <param name="State">Joint state. Shape: [B, 1, E].</param>
/// <param name="All">The three in this order. Shape: [B, 2 P + 1, E].</param>
public sealed record ObservationTokens(Tensor Head, Tensor Wrist, Tensor State, Tensor All);
