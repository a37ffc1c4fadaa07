using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Policy;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Segmentation;

/// <summary>From sample files to segmenter.safetensors and segmenter.onnx: the network that finds and follows the target's pixels.</summary>
internal static class SegmenterRun
{
    /// <summary>Name of the mean weights.</summary>
    public const string ResultName = "segmenter.safetensors";

    /// <summary>Name of the model that the robot's side reads.</summary>
    public const string ModelName = "segmenter.onnx";

    private const int ValidationBatch = 32;
    private const int Validated = 256, ValidatedAtLast = 2048;

    /// <summary>Runs it.</summary>
    /// <param name="samples">Folders of sample files.</param>
    /// <param name="options">How.</param>
    /// <param name="tell">Progress, a line at a time.</param>
    /// <param name="stop">Ends after the present step, with a checkpoint.</param>
    /// <exception cref="CheckpointException">The samples or the weights to begin with cannot be used.</exception>
    public static void Run(IReadOnlyList<string> samples, TrainingOptions options, Action<string> tell, CancellationToken stop)
    {
        using var file = new SampleFile(EncoderRun.FilesIn(samples));
        var split = SampleSplit.Of(file, options.ValidationEvery);
        split.Check();
        tell($"{split.Training.Length} samples to learn from, {split.Validation.Length} to judge by");
        random.manual_seed(options.Seed);
        using var pair = new MeanPair<SegmenterNet>(new SegmenterNet(options.Device), new SegmenterNet(options.Device));
        if (options.Start is { } start)
        {
            Load(start, pair.Live);
            pair.Mean.load_state_dict(pair.Live.state_dict());
        }

        SegmenterBatch NewBatch(Augmentation augmentation, int size) => new(new SegmenterReader(file, Rm75.Model, augmentation), size);
        SegmenterWorker[] workers =
        [
            .. Enumerable.Range(0, options.Workers).Select(_ => new SegmenterWorker(new SegmenterNet(options.Device), NewBatch(new Augmentation(), options.Batch / options.Workers), options.Device)),
        ];
        SegmenterBatch plain = NewBatch(Augmentation.None, ValidationBatch);
        var store = new CheckpointStore(options.Folder);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        TrainingLoop.Run(pair, workers, split.Training, options, store, (step, losses) =>
        {
            int most = step == options.Steps ? ValidatedAtLast : Validated;
            SegmenterScore box = SegmenterScore.Of(pair.Mean, plain, split.Validation, SegmenterPrompt.Box, most, options.Device);
            SegmenterScore mask = SegmenterScore.Of(pair.Mean, plain, split.Validation, SegmenterPrompt.Mask, most, options.Device);
            metrics.Write(step, new Dictionary<string, double>
            {
                ["train/entropy"] = losses[0],
                ["train/dice"] = losses[1],
                ["validation/box_iou"] = box.Iou,
                ["validation/box_precision"] = box.Precision,
                ["validation/box_recall"] = box.Recall,
                ["validation/mask_iou"] = mask.Iou,
                ["validation/mask_precision"] = mask.Precision,
                ["validation/mask_recall"] = mask.Recall,
                ["rate"] = options.RateAt(step),
            });
            tell($"step {step}/{options.Steps}: entropy {losses[0]:0.0000}, dice {losses[1]:0.000}; from a box {Words(box)}; from a mask {Words(mask)}");
            // A model of the present weights can be tried while training goes on.
            Save(options.Folder, pair.Mean, $"{split.Training.Length} samples, {step} steps of {options.Batch}");
        }, stop);
    }

    /// <summary>Reads weights into a network.</summary>
    /// <exception cref="CheckpointException">The file is damaged or belongs to another network.</exception>
    public static void Load(string path, SegmenterNet net)
    {
        using TensorMap map = SafetensorsFile.Read(path);
        StateDict.Load(net, map.Names.ToDictionary(n => n, n => map[n]), path);
    }

    private static void Save(string folder, SegmenterNet net, string provenance)
    {
        SafetensorsFile.Write(Path.Combine(folder, ResultName), StateDict.Of(net), new Dictionary<string, string>());
        net.eval();
        byte[] model = UNetGraph.Make(SegmenterNet.Shape, Weights.Of(net), provenance);
        DurableFile.Write(Path.Combine(folder, ModelName), stream => stream.Write(model));
    }

    private static string Words(SegmenterScore s) => $"IoU {s.Iou:0.000}, precision {s.Precision:0.000}, recall {s.Recall:0.000}";
}
