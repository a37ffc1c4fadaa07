using static TorchSharp.torch;

namespace DexGrasp.Learning.Samples;

/// <summary>Samples side by side, as the networks take them.</summary>
/// <param name="Head">Shape: [B, HeadChannels, HeadSize, HeadSize].</param>
/// <param name="Wrist">Shape: [B, WristChannels, WristHeight, WristWidth].</param>
/// <param name="State">Shape: [B, StateSize].</param>
/// <param name="Chunk">Encoded, not normalised. Shape: [B, 64, 13].</param>
/// <param name="Truth">Auxiliary targets; not numbers where unknown. Shape: [B, TruthSize].</param>
internal sealed record BatchTensors(Tensor Head, Tensor Wrist, Tensor State, Tensor Chunk, Tensor Truth) : IDisposable
{
    /// <summary>Gets all tensors, in the order of the parameters.</summary>
    public Tensor[] Parts => [Head, Wrist, State, Chunk, Truth];

    /// <summary>Puts batches one after the other; they are disposed of.</summary>
    public static BatchTensors Join(IReadOnlyList<BatchTensors> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var whole = new BatchTensors(Cat(p => p.Head), Cat(p => p.Wrist), Cat(p => p.State), Cat(p => p.Chunk), Cat(p => p.Truth));
        foreach (BatchTensors part in parts)
            part.Dispose();
        return whole;

        Tensor Cat(Func<BatchTensors, Tensor> of) => cat([.. parts.Select(of)], 0);
    }

    public void Dispose()
    {
        foreach (Tensor part in Parts)
            part.Dispose();
    }
}
