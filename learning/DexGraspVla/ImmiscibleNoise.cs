using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Immiscible diffusion (arXiv 2406.12303): within a batch, each chunk gets the noise that lies nearest, by linear assignment.</summary>
public static class ImmiscibleNoise
{
    /// <summary>Reorders noise over the batch.</summary>
    /// <param name="data">Normalised chunks. Shape: [B, H, action size].</param>
    /// <param name="noise">Same shape.</param>
    /// <returns>The same noise, one for each chunk of <paramref name="data"/>.</returns>
    public static Tensor Assign(Tensor data, Tensor noise)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        int batch = (int)data.shape[0];
        double[] distances = cdist(data.reshape(batch, -1).to(float64), noise.reshape(batch, -1).to(float64)).cpu().flatten().data<double>().ToArray();
        var cost = new double[batch, batch];
        Buffer.BlockCopy(distances, 0, cost, 0, distances.Length * sizeof(double));
        long[] order = [.. LinearAssignment.Solve(cost).Select(column => (long)column)];
        return noise.index_select(0, tensor(order, device: noise.device)).MoveToOuterDisposeScope();
    }
}
