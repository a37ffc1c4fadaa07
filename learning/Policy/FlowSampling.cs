using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>From noise to a chunk by Euler steps, for validation in training; the robot runs the exported network.</summary>
internal static class FlowSampling
{
    /// <summary>Returns normalised chunks. Shape: [B, 64, 13].</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="tokens">Shape: [B, N, E].</param>
    /// <param name="noise">Shape: [B, 64, 13].</param>
    /// <param name="steps">Range: at least 1.</param>
    public static Tensor Run(ChunkTransformer network, Tensor tokens, Tensor noise, int steps)
    {
        using var scope = NewDisposeScope();
        Tensor x = noise;
        for (int k = 0; k < steps; k++)
            x = x + (network.forward(x, full(noise.shape[0], (double)k / steps, dtype: float32, device: noise.device), tokens) / steps);
        return x.MoveToOuterDisposeScope();
    }
}
