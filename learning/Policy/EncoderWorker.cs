using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>One thread's share of a step of the first stage.</summary>
/// <param name="stage">This worker's copy of the network.</param>
/// <param name="feed">This worker's samples.</param>
/// <param name="code">Of the samples' chunks.</param>
internal sealed class EncoderWorker(EncoderStage stage, IBatchSource feed, ChunkScale code) : IGradientWorker
{
    private const double TruthWeight = 0.3;
    // Errors of a few millimetres decide a grasp, and a standard deviation is some centimetres.
    private const double Beta = 0.02;

    /// <inheritdoc/>
    public nn.Module Network => stage;

    /// <inheritdoc/>
    public int Share => feed.Size;

    /// <summary>Judges a network on samples as they are.</summary>
    /// <param name="mean">The network.</param>
    /// <param name="plain">Changes nothing.</param>
    /// <param name="samples">To judge by.</param>
    /// <param name="code">Of the samples' chunks.</param>
    /// <returns>Loss of the chunk, and how far off the tool would be 0.3 s ahead, on average. Unit of the second: mm.</returns>
    public static (double Loss, double NearMm) Validate(EncoderStage mean, IBatchSource plain, int[] samples, ChunkScale code)
    {
        const int Most = 1024;
        using var none = no_grad();
        mean.eval();
        double loss = 0, near = 0;
        int batches = Math.Max(1, Math.Min(Most, samples.Length) / plain.Size), stride = Math.Max(1, samples.Length / (batches * plain.Size));
        for (int b = 0; b < batches; b++)
        {
            using var scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(b * plain.Size, plain.Size).Select(k => samples[k * stride % samples.Length])];
            BatchTensors batch = plain.Take(indices, b);
            Tensor error = (mean.Predict(batch).Chunk - code.Normalize(batch.Chunk)).abs();
            loss += (error * code.StepWeights).mean().item<float>();
            near += ChunkScale.ToolErrorMm(error * code.Deviation);
        }

        return (loss / batches, near / batches);
    }

    /// <inheritdoc/>
    public void Announce(ReadOnlySpan<int> indices, int seed) => feed.Announce(indices, seed);

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        stage.train();
        BatchTensors batch = feed.Take(indices, seed);
        (Tensor chunk, Tensor truth) = stage.Predict(batch);
        Tensor chunkLoss = (nn.functional.smooth_l1_loss(chunk, code.Normalize(batch.Chunk), nn.Reduction.None, Beta) * code.StepWeights).mean();
        Tensor known = batch.Truth.isfinite();
        Tensor truthLoss = (nn.functional.smooth_l1_loss(truth, batch.Truth.nan_to_num(), nn.Reduction.None, Beta) * known).mean();
        (chunkLoss + (truthLoss * TruthWeight)).backward();
        return [chunkLoss.item<float>(), truthLoss.item<float>()];
    }
}
