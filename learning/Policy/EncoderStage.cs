using DexGrasp.Learning.Samples;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>The compact policy with what its first stage adds: the auxiliary head.</summary>
internal sealed class EncoderStage : nn.Module
{
    public EncoderStage(CompactConfig config, Device device)
        : base(nameof(EncoderStage))
    {
        register_module("policy", Policy = new CompactPolicy(config, device));
        register_module("truth", Truth = new AuxiliaryHead(config, Policy.Encoder.Count, SampleLayout.TruthSize, device));
    }

    /// <summary>Gets the policy.</summary>
    public CompactPolicy Policy { get; }

    /// <summary>Gets the auxiliary head.</summary>
    public AuxiliaryHead Truth { get; }

    /// <summary>Returns the regressed chunk, normalised, and the auxiliary truths. Shapes: [B, 64, 13] and [B, TruthSize].</summary>
    public (Tensor Chunk, Tensor Truth) Predict(BatchTensors batch)
    {
        using var scope = NewDisposeScope();
        Tensor tokens = Policy.Encoder.forward(batch.Head, batch.Wrist, batch.State);
        Tensor chunk = Policy.Chunk.forward(zeros_like(batch.Chunk), zeros(tokens.shape[0], device: tokens.device), tokens);
        return (chunk.MoveToOuterDisposeScope(), Truth.forward(tokens).MoveToOuterDisposeScope());
    }
}
