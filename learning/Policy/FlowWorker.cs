using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// One thread's share of a step of the second stage. Flow matching: on the straight line from noise to the chunk the network has to
/// say the direction (Lipman et al., arXiv 2210.02747).
/// </summary>
/// <param name="network">This worker's copy.</param>
/// <param name="cache">Tokens and chunks.</param>
/// <param name="normalizer">Of the chunks.</param>
/// <param name="share">Samples of a step that are this worker's.</param>
internal sealed class FlowWorker(ChunkTransformer network, TokenCache cache, ChunkNormalizer normalizer, int share) : IGradientWorker
{
    /// <inheritdoc/>
    public nn.Module Network => network;

    /// <inheritdoc/>
    public int Share => share;

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        network.train();
        Tensor loss = Loss(network, cache, normalizer, indices, seed);
        loss.backward();
        return [loss.item<float>()];
    }

    /// <summary>Returns the loss on entries of a cache.</summary>
    public static Tensor Loss(ChunkTransformer network, TokenCache cache, ChunkNormalizer normalizer, ReadOnlySpan<int> entries, int seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)(uint)seed);
        (Tensor tokens, Tensor chunks) = cache.Take(entries);
        Tensor clean = (chunks - normalizer.MeanTensor()) / normalizer.DeviationTensor();
        Tensor noise = randn(clean.shape, generator: generator);
        Tensor time = rand([entries.Length], generator: generator);
        Tensor share = time.reshape(-1, 1, 1);
        Tensor velocity = network.forward((clean * share) + (noise * (1 - share)), time, tokens);
        return ((velocity - (clean - noise)).square() * StepWeights.Make()).mean().MoveToOuterDisposeScope();
    }
}
