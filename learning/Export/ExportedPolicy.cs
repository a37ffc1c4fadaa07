using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Policy;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Export;

/// <summary>A compact policy's parts, as an export needs them.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Encoder">In evaluation mode.</param>
/// <param name="Denoiser">In evaluation mode.</param>
/// <param name="Normalizer">With which it was trained.</param>
internal sealed record ExportedPolicy(CompactConfig Config, ObservationTokens Encoder, ChunkTransformer Denoiser, PolicyNormalizer Normalizer) : IDisposable
{
    /// <summary>Makes a policy of random weights and norm statistics: it computes as long as a trained one and says nothing.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Sets libtorch's generator, which is one for the whole process.</param>
    public static ExportedPolicy Random(CompactConfig config, int seed)
    {
        manual_seed(seed);
        var encoder = new ObservationTokens(config, CPU);
        var denoiser = new ChunkTransformer(config, CPU);
        using (var scope = NewDisposeScope())
        using (no_grad())
            foreach ((string name, Tensor buffer) in encoder.named_buffers())
            {
                if (name.EndsWith("running_mean", StringComparison.Ordinal))
                    buffer.copy_(randn_like(buffer) * 0.1);
                else if (name.EndsWith("running_var", StringComparison.Ordinal))
                    buffer.copy_(0.5 + rand_like(buffer));
            }

        encoder.eval();
        denoiser.eval();
        var random = new Random(seed);
        float[] mean = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(_ => (float)((random.NextDouble() - 0.5) * 0.02))];
        float[] deviation = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(_ => (float)(0.005 + (random.NextDouble() * 0.01)))];
        return new ExportedPolicy(config, encoder, denoiser, new PolicyNormalizer(mean, deviation));
    }

    /// <summary>Gets whether the denoiser is the first stage's regression, which knows no noise.</summary>
    public bool IsRegression { get; init; }

    /// <summary>Reads the first stage's regression: a policy that says the same chunk for every noise.</summary>
    /// <param name="path">encoder.safetensors of the first stage.</param>
    /// <exception cref="Checkpoints.CheckpointException">The file is damaged or belongs to another network.</exception>
    public static ExportedPolicy ReadRegression(string path)
    {
        CompactConfig config = PolicyWeights.ReadConfig(path);
        var stage = new EncoderStage(config, CPU);
        PolicyNormalizer normalizer = PolicyWeights.Load(path, stage);
        stage.eval();
        return new ExportedPolicy(config, stage.Policy.Encoder, stage.Policy.Chunk, normalizer) { IsRegression = true };
    }

    /// <summary>Reads a trained policy.</summary>
    /// <param name="path">policy.safetensors of the second stage, or another file of the whole policy's weights.</param>
    /// <exception cref="Checkpoints.CheckpointException">The file is damaged or belongs to another network.</exception>
    public static ExportedPolicy Read(string path)
    {
        CompactConfig config = PolicyWeights.ReadConfig(path);
        var policy = new CompactPolicy(config, CPU);
        PolicyNormalizer normalizer = PolicyWeights.Load(path, policy);
        policy.eval();
        return new ExportedPolicy(config, policy.Encoder, policy.Chunk, normalizer);
    }

    public void Dispose()
    {
        Encoder.Dispose();
        Denoiser.Dispose();
    }
}
