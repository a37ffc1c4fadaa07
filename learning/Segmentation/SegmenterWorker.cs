using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Segmentation;

/// <summary>One thread's share of a step: cross entropy, and the Dice loss (Milletari et al., arXiv 1606.04797), which does not let small targets count for little.</summary>
/// <param name="net">This worker's copy of the network.</param>
/// <param name="batch">This worker's samples.</param>
/// <param name="device">Where the network is.</param>
internal sealed class SegmenterWorker(SegmenterNet net, SegmenterBatch batch, Device device) : IGradientWorker
{
    private const double DiceWeight = 0.2;
    // Pixels that are added to both sides, so that an empty target asks for an empty mask.
    private const double Smooth = 10;

    /// <inheritdoc/>
    public nn.Module Network => net;

    /// <inheritdoc/>
    public int Share => batch.Size;

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        net.train();
        (Tensor input, Tensor target) = batch.Read(indices, null, seed, device);
        Tensor logits = net.forward(input);
        Tensor entropy = nn.functional.binary_cross_entropy_with_logits(logits, target);
        Tensor shares = logits.sigmoid();
        long[] pixels = [1, 2, 3];
        Tensor dice = 1 - ((((shares * target).sum(pixels) * 2) + Smooth) / ((shares + target).sum(pixels) + Smooth));
        Tensor diceMean = dice.mean();
        (entropy + (diceMean * DiceWeight)).backward();
        return [entropy.item<float>(), diceMean.item<float>()];
    }
}
