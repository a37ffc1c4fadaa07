using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>One thread's share of a step of the first stage.</summary>
/// <param name="stage">This worker's copy of the network.</param>
/// <param name="reader">This worker's reader.</param>
/// <param name="normalizer">Of the samples.</param>
/// <param name="share">Samples of a step that are this worker's.</param>
internal sealed class EncoderWorker(EncoderStage stage, SampleReader reader, ChunkNormalizer normalizer, int share) : IGradientWorker
{
    private const double TruthWeight = 0.3;
    private const double Beta = 0.1;
    private const int NearStep = 5;
    private readonly SampleBatch _batch = new(share);

    /// <inheritdoc/>
    public nn.Module Network => stage;

    /// <inheritdoc/>
    public int Share => share;

    /// <summary>Gets a reader that changes nothing.</summary>
    public required SampleReader Plain { get; init; }

    /// <summary>Judges a network on samples as they are.</summary>
    /// <returns>Loss of the chunk, and mean error of the arm's joints 0.3 s ahead. Unit of the second: mrad.</returns>
    public static (double Loss, double NearMrad) Validate(EncoderWorker worker, EncoderStage mean, int[] samples, ChunkNormalizer normalizer)
    {
        const int Most = 1024;
        using var none = no_grad();
        mean.eval();
        double loss = 0, near = 0;
        int batches = Math.Max(1, Math.Min(Most, samples.Length) / worker._batch.Size), stride = Math.Max(1, samples.Length / (batches * worker._batch.Size));
        for (int b = 0; b < batches; b++)
        {
            using var scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(b * worker._batch.Size, worker._batch.Size).Select(k => samples[k * stride % samples.Length])];
            worker._batch.Fill(worker.Plain, indices, b);
            Tensor error = (mean.Predict(worker._batch).Chunk - worker.Wanted()).abs();
            loss += (error * StepWeights.Make()).mean().item<float>();
            near += 1000 * (error.select(1, NearStep) * normalizer.DeviationTensor().select(0, NearStep)).narrow(1, 0, Core.Robots.RobotModel.ArmDof).mean().item<float>();
        }

        return (loss / batches, near / batches);
    }

    /// <inheritdoc/>
    public double[] Gradient(ReadOnlySpan<int> indices, int seed)
    {
        stage.train();
        _batch.Fill(reader, indices, seed);
        (Tensor chunk, Tensor truth) = stage.Predict(_batch);
        Tensor chunkLoss = (nn.functional.smooth_l1_loss(chunk, Wanted(), nn.Reduction.None, Beta) * StepWeights.Make()).mean();
        Tensor wanted = _batch.Truth(), known = wanted.isfinite();
        Tensor truthLoss = (nn.functional.smooth_l1_loss(truth, wanted.nan_to_num(), nn.Reduction.None, Beta) * known).mean();
        (chunkLoss + (truthLoss * TruthWeight)).backward();
        return [chunkLoss.item<float>(), truthLoss.item<float>()];
    }

    private Tensor Wanted() => (_batch.Chunk() - normalizer.MeanTensor()) / normalizer.DeviationTensor();
}
