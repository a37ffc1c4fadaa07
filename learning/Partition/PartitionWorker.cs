using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Partition;

/// <summary>One thread's share of a step: Huber's loss of the votes.</summary>
/// <param name="net">This worker's copy of the network.</param>
/// <param name="batch">This worker's pictures.</param>
internal sealed class PartitionWorker(PartitionNet net, PartitionBatch batch) : IGradientWorker
{
    // In units of PartitionModel.Unit cells: errors below a cell and a half count by their square.
    private const double Small = 0.1;

    /// <inheritdoc/>
    public nn.Module Network => net;

    /// <inheritdoc/>
    public int Share => batch.Size;

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        net.train();
        (Tensor input, Tensor target, Tensor weight) = batch.Read(indices, seed);
        Tensor loss = Loss(net.forward(input), target, weight);
        loss.backward();
        return [loss.item<float>()];
    }

    /// <summary>Returns the mean loss of the cells, by their weights.</summary>
    public static Tensor Loss(Tensor votes, Tensor target, Tensor weight)
    {
        Tensor each = nn.functional.smooth_l1_loss(votes, target, nn.Reduction.None, beta: Small);
        return (each * weight).sum() / weight.sum().clamp_min(1e-3);
    }
}
