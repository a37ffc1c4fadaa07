using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>Mean and standard deviation of encoded chunks, for every step and joint.</summary>
/// <param name="Mean">Shape: [64 x 13]. Unit: rad.</param>
/// <param name="Deviation">Shape: [64 x 13]. Unit: rad; at least <see cref="LeastDeviationRad"/>.</param>
public sealed record ChunkNormalizer(float[] Mean, float[] Deviation)
{
    /// <summary>Smaller spreads are not blown up: they are noise. Unit: rad.</summary>
    public const float LeastDeviationRad = 0.004f;

    /// <summary>Measures many chunks.</summary>
    /// <param name="chunks">Encoded; each of shape [64 x 13].</param>
    public static ChunkNormalizer Measure(IEnumerable<float[]> chunks)
    {
        const int Size = ActionChunk.Horizon * RobotModel.Dof;
        var sum = new double[Size];
        var squares = new double[Size];
        long count = 0;
        foreach (float[] chunk in chunks)
        {
            count++;
            for (int i = 0; i < Size; i++)
                (sum[i], squares[i]) = (sum[i] + chunk[i], squares[i] + ((double)chunk[i] * chunk[i]));
        }

        ArgumentOutOfRangeException.ThrowIfZero(count);
        float[] mean = [.. sum.Select(s => (float)(s / count))];
        float[] deviation = [.. squares.Select((s, i) => Math.Max(LeastDeviationRad, (float)Math.Sqrt(Math.Max(0, (s / count) - ((double)mean[i] * mean[i])))))];
        return new ChunkNormalizer(mean, deviation);
    }

    /// <summary>Returns the mean as a tensor. Shape: [64, 13].</summary>
    public Tensor MeanTensor() => tensor(Mean).reshape(ActionChunk.Horizon, RobotModel.Dof);

    /// <summary>Returns the standard deviation as a tensor. Shape: [64, 13].</summary>
    public Tensor DeviationTensor() => tensor(Deviation).reshape(ActionChunk.Horizon, RobotModel.Dof);
}
