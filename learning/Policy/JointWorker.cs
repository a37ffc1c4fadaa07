using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>One thread's share of a step in which encoder and velocity network learn together, by flow matching alone.</summary>
/// <param name="policy">This worker's copy.</param>
/// <param name="feed">This worker's samples.</param>
/// <param name="scale">Of the samples' chunks.</param>
internal sealed class JointWorker(CompactPolicy policy, IBatchSource feed, ChunkScale scale) : IGradientWorker
{
    /// <inheritdoc/>
    public nn.Module Network => policy;

    /// <inheritdoc/>
    public int Share => feed.Size;

    /// <inheritdoc/>
    public void Announce(ReadOnlySpan<int> indices, int seed) => feed.Announce(indices, seed);

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        policy.train();
        Tensor loss = Loss(policy, feed.Take(indices, seed), scale, seed);
        loss.backward();
        return [loss.item<float>()];
    }

    /// <summary>Returns the loss on samples.</summary>
    public static Tensor Loss(CompactPolicy policy, BatchTensors batch, ChunkScale scale, int seed) =>
        FlowWorker.Loss(policy.Chunk, policy.Encoder.forward(batch.Head, batch.Wrist, batch.State), batch.Chunk, scale, seed);
}
