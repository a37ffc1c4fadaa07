using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// First stage, from sample files to encoder.safetensors: the encoder, together with a regression of the expert's chunk (the velocity
/// network fed with nothing at time 0) and the auxiliary truths. What comes out of it is frozen afterwards.
/// </summary>
internal static class EncoderRun
{
    /// <summary>Name of the result: the mean weights of encoder and regression, with the normaliser.</summary>
    public const string ResultName = "encoder.safetensors";

    public static void Run(string samples, TrainingOptions options, Action<string> tell, CancellationToken stop)
    {
        using var file = new SampleFile(FilesIn(samples));
        var split = SampleSplit.Of(file, options.ValidationEvery);
        ChunkNormalizer normalizer = split.Normalizer(Reader(file, Augmentation.None));
        tell($"{split.Training.Length} samples to learn from, {split.Validation.Length} to judge by");
        random.manual_seed(options.Seed);
        var config = new CompactConfig();
        using var pair = new MeanPair<EncoderStage>(new EncoderStage(config, CPU), new EncoderStage(config, CPU));
        EncoderWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new EncoderWorker(
            new EncoderStage(config, CPU), Reader(file, new Augmentation()), normalizer, options.Batch / options.Workers) { Plain = Reader(file, Augmentation.None) })];
        var store = new CheckpointStore(options.Folder);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        TrainingLoop.Run(pair, workers, split.Training, options, store, (step, losses) =>
        {
            (double validation, double near) = EncoderWorker.Validate(workers[0], pair.Mean, split.Validation, normalizer);
            metrics.Write(step, new Dictionary<string, double>
            {
                ["train/chunk"] = losses[0],
                ["train/truth"] = losses[1],
                ["validation/chunk"] = validation,
                ["validation/near_mrad"] = near,
                ["rate"] = options.RateAt(step),
            });
            tell($"step {step}/{options.Steps}: chunk {losses[0]:0.0000}, truth {losses[1]:0.0000}; validation {validation:0.0000}, arm 0.3 s ahead {near:0.0} mrad");
        }, stop);
        PolicyWeights.Save(Path.Combine(options.Folder, ResultName), pair.Mean, normalizer);
    }

    /// <summary>Lists the sample files of a folder.</summary>
    public static string[] FilesIn(string folder)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.bin").Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new CheckpointException($"{folder} holds no sample files (*.bin); make some with: dexgrasp train samples.");
    }

    /// <summary>Makes a reader of the reference robot's samples.</summary>
    public static SampleReader Reader(SampleFile file, Augmentation augmentation) => new(file, Rm75.Model, Workcell.Reference, augmentation);
}
