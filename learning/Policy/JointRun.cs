using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// The policy without a frozen encoder, to compare with: encoder and velocity network learn together by flow matching, from the first
/// stage's weights or from nothing. Costs as much a step as the first stage.
/// </summary>
internal static class JointRun
{
    private const int ValidationBatch = 64;
    private const int MostValidation = 1024;

    /// <summary>Runs it.</summary>
    /// <param name="samples">Folders of sample files.</param>
    /// <param name="encoderFile">The first stage's result; null for random weights.</param>
    /// <param name="options">How.</param>
    /// <param name="tell">Progress, a line at a time.</param>
    /// <param name="stop">Ends after the present step, with a checkpoint.</param>
    /// <exception cref="Checkpoints.CheckpointException">The samples or the weights to begin with cannot be used.</exception>
    public static void Run(IReadOnlyList<string> samples, string? encoderFile, TrainingOptions options, Action<string> tell, CancellationToken stop)
    {
        using var file = new SampleFile(EncoderRun.FilesIn(samples));
        var split = SampleSplit.Of(file, options.ValidationEvery);
        split.Check();
        random.manual_seed(options.Seed);
        CompactConfig config = options.Network;
        using var stage = new EncoderStage(config, options.Device);
        PolicyNormalizer normalizer = encoderFile is null ? split.Normalizer(EncoderRun.Reader(file, Augmentation.None)) : PolicyWeights.Load(encoderFile, stage);
        if (options.Start is { } start)
            normalizer = PolicyWeights.Load(start, stage.Policy);
        using var scale = new ChunkScale(normalizer, options.Device);
        using var pair = new MeanPair<CompactPolicy>(stage.Policy, new CompactPolicy(config, options.Device));
        JointWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new JointWorker(
            new CompactPolicy(config, options.Device), new BatchFeed(file, options.Augmentation, options.Batch / options.Workers, options.Readers, options.Device), scale))];
        var plain = new BatchFeed(file, Augmentation.None, ValidationBatch, 1, options.Device);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        TrainingLoop.Run(pair, workers, split.Training, options, new CheckpointStore(options.Folder), (step, losses) =>
        {
            double validation = Validate(pair.Mean, plain, split.Validation, scale);
            metrics.Write(step, new Dictionary<string, double> { ["train/flow"] = losses[0], ["validation/flow"] = validation, ["rate"] = options.RateAt(step) });
            tell($"step {step}/{options.Steps}: flow {losses[0]:0.0000}; validation {validation:0.0000}");
        }, stop);
        PolicyWeights.Save(Path.Combine(options.Folder, FlowRun.ResultName), pair.Mean, normalizer, config);
    }

    private static double Validate(CompactPolicy policy, BatchFeed plain, int[] samples, ChunkScale scale)
    {
        using var none = no_grad();
        policy.eval();
        int batches = Math.Max(1, Math.Min(MostValidation, samples.Length) / plain.Size), stride = Math.Max(1, samples.Length / (batches * plain.Size));
        double sum = 0;
        for (int b = 0; b < batches; b++)
        {
            using var scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(b * plain.Size, plain.Size).Select(k => samples[k * stride % samples.Length])];
            sum += JointWorker.Loss(policy, plain.Take(indices, b), scale, b + 1).item<float>();
        }

        return sum / batches;
    }
}
