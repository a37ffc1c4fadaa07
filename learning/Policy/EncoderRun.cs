using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>The encoder's training from sample files to encoder.safetensors.</summary>
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
        using var pair = new TrainedPair(new EncoderStage(config, CPU), new EncoderStage(config, CPU));
        EncoderWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new EncoderWorker(
            new EncoderStage(config, CPU), Reader(file, new Augmentation()), normalizer, options.Batch / options.Workers) { Plain = Reader(file, Augmentation.None) })];
        var store = new CheckpointStore(options.Folder);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        new EncoderTrainer(workers, split, normalizer, options).Run(pair, store, metrics, tell, stop);
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
