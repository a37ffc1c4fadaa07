using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>The compact policy: observation to tokens, tokens and noise to a chunk.</summary>
internal sealed class CompactPolicy : nn.Module
{
    public CompactPolicy(CompactConfig config, Device device)
        : base(nameof(CompactPolicy))
    {
        Config = config;
        register_module("encoder", Encoder = new ObservationTokens(config, device));
        register_module("chunk", Chunk = new ChunkTransformer(config, device));
    }

    /// <summary>Gets the sizes.</summary>
    public CompactConfig Config { get; }

    /// <summary>Gets pictures and state to tokens.</summary>
    public ObservationTokens Encoder { get; }

    /// <summary>Gets the velocity network.</summary>
    public ChunkTransformer Chunk { get; }
}
