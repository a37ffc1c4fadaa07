using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// One thread's share of a step of the second stage. Flow matching: on the straight line from noise to the chunk the network has to
/// say the direction (Lipman et al., arXiv 2210.02747).
/// </summary>
/// <param name="network">This worker's copy.</param>
/// <param name="cache">Tokens and chunks.</param>
/// <param name="scale">Of the chunks; says on which device the network is.</param>
/// <param name="share">Samples of a step that are this worker's.</param>
internal sealed class FlowWorker(ChunkTransformer network, TokenCache cache, ChunkScale scale, int share) : IGradientWorker
{
    /// <inheritdoc/>
    public nn.Module Network => network;

    /// <inheritdoc/>
    public int Share => share;

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        network.train();
        Tensor loss = Loss(network, cache, scale, indices, seed);
        loss.backward();
        return [loss.item<float>()];
    }

    /// <summary>Returns the loss on entries of a cache.</summary>
    public static Tensor Loss(ChunkTransformer network, TokenCache cache, ChunkScale scale, ReadOnlySpan<int> entries, int seed)
    {
        using var scope = NewDisposeScope();
        (Tensor tokens, Tensor chunks) = cache.Take(entries, scale.Mean.device);
        return Loss(network, tokens, chunks, scale, seed).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the loss on encoded observations.</summary>
    /// <param name="network">The velocity network.</param>
    /// <param name="tokens">Shape: [B, N, E].</param>
    /// <param name="chunks">Encoded, not normalised. Shape: [B, 64, 13].</param>
    /// <param name="scale">Of the chunks.</param>
    /// <param name="seed">Of noise and times.</param>
    public static Tensor Loss(ChunkTransformer network, Tensor tokens, Tensor chunks, ChunkScale scale, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)(uint)seed);
        Tensor clean = scale.Normalize(chunks);
        // Drawn on the CPU, so that a seed means the same on every device.
        Tensor noise = randn(clean.shape, generator: generator).to(clean.device);
        Tensor time = rand([chunks.shape[0]], generator: generator).to(clean.device);
        Tensor share = time.reshape(-1, 1, 1);
        Tensor velocity = network.forward((clean * share) + (noise * (1 - share)), time, tokens);
        return ((velocity - (clean - noise)).square() * scale.StepWeights).mean().MoveToOuterDisposeScope();
    }
}
