using DexGrasp.Controller.Policy;
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

    private const int ValidationBatch = 64;

    /// <summary>Runs it.</summary>
    /// <param name="samples">Folders of sample files.</param>
    /// <param name="options">How.</param>
    /// <param name="changes">In how many random changes each sample is kept in the device's memory; 0 reads and changes samples anew every time.</param>
    /// <param name="tell">Progress, a line at a time.</param>
    /// <param name="stop">Ends after the present step, with a checkpoint.</param>
    /// <exception cref="CheckpointException">The samples or the weights to begin with cannot be used.</exception>
    public static void Run(IReadOnlyList<string> samples, TrainingOptions options, int changes, Action<string> tell, CancellationToken stop)
    {
        using var file = new SampleFile(FilesIn(samples));
        var split = SampleSplit.Of(file, options.ValidationEvery);
        split.Check();
        tell($"{split.Training.Length} samples to learn from, {split.Validation.Length} to judge by");
        random.manual_seed(options.Seed);
        CompactConfig config = options.Network;
        using var pair = new MeanPair<EncoderStage>(new EncoderStage(config, options.Device), new EncoderStage(config, options.Device));
        PolicyNormalizer normalizer = options.Start is { } start ? PolicyWeights.Load(start, pair.Live) : split.Normalizer(Reader(file, Augmentation.None));
        pair.Mean.load_state_dict(pair.Live.state_dict());
        using var scale = new ChunkScale(normalizer, options.Device);
        using SampleCache? cache = changes == 0 ? null : SampleCache.Make(file, split.Training, changes, options.Augmentation, options.Readers, options.Device, stop);
        int share = options.Batch / options.Workers;
        IBatchSource NewSource() => cache is null ? new BatchFeed(file, options.Augmentation, share, options.Readers, options.Device) : new CachedSource(cache, share);
        EncoderWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new EncoderWorker(new EncoderStage(config, options.Device), NewSource(), scale))];
        var plain = new BatchFeed(file, Augmentation.None, ValidationBatch, 1, options.Device);
        var store = new CheckpointStore(options.Folder);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        TrainingLoop.Run(pair, workers, split.Training, options, store, (step, losses) =>
        {
            (double validation, double near) = EncoderWorker.Validate(pair.Mean, plain, split.Validation, scale);
            metrics.Write(step, new Dictionary<string, double>
            {
                ["train/chunk"] = losses[0],
                ["train/truth"] = losses[1],
                ["validation/chunk"] = validation,
                ["validation/tool_mm"] = near,
                ["rate"] = options.RateAt(step),
            });
            tell($"step {step}/{options.Steps}: chunk {losses[0]:0.0000}, truth {losses[1]:0.0000}; validation {validation:0.0000}, tool 0.3 s ahead {near:0.0} mm");
        }, stop);
        PolicyWeights.Save(Path.Combine(options.Folder, ResultName), pair.Mean, normalizer, config);
    }

    /// <summary>Lists the sample files of folders.</summary>
    /// <exception cref="CheckpointException">A folder holds none.</exception>
    public static string[] FilesIn(IReadOnlyList<string> folders)
    {
        List<string> files = [];
        foreach (string folder in folders)
        {
            // A thread that was stopped within its first episode leaves an empty file.
            string[] here = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.bin").Where(SampleFile.HoldsAny).Order(StringComparer.Ordinal)] : [];
            if (here.Length == 0)
                throw new CheckpointException($"{folder} holds no sample files (*.bin); make some with: dexgrasp train samples.");
            files.AddRange(here);
        }

        return [.. files];
    }

    /// <summary>Makes a reader of the reference robot's samples.</summary>
    public static SampleReader Reader(SampleFile file, Augmentation augmentation) => new(file, Rm75.Model, Workcell.Reference, augmentation);
}
