using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Partition;

/// <summary>From pictures to planner-partition.onnx: the network that tells the planner which pixels are one object.</summary>
internal static class PartitionRun
{
    /// <summary>Name of the mean weights.</summary>
    public const string ResultName = "partition.safetensors";

    /// <summary>Name of the model that the planner reads.</summary>
    public const string ModelName = "planner-partition.onnx";

    private const int ValidationBatch = 32, ValidationBatches = 6, ValidationSeed = 77;

    /// <summary>Runs it; goes on where it was stopped.</summary>
    /// <param name="folder">Of pictures.</param>
    /// <param name="options">How.</param>
    /// <param name="tell">Progress, a line at a time.</param>
    /// <param name="stop">Ends after the present step, with a checkpoint.</param>
    /// <exception cref="CheckpointException">There are too few pictures.</exception>
    public static void Run(string folder, TrainingOptions options, Action<string> tell, CancellationToken stop)
    {
        List<PartitionPicture> pictures = PartitionCollector.Read(folder);
        int[] judges = [.. Enumerable.Range(0, pictures.Count).Where(i => pictures[i].Seed % options.ValidationEvery == 0)];
        int[] training = [.. Enumerable.Range(0, pictures.Count).Except(judges)];
        if (training.Length < options.Batch || judges.Length < ValidationBatch)
            throw new CheckpointException($"{training.Length} pictures to learn from and {judges.Length} to judge by in {folder}: at least {options.Batch} and {ValidationBatch} are needed. Make more with train partition-pictures.");
        tell($"{training.Length} pictures to learn from, {judges.Length} to judge by");
        random.manual_seed(options.Seed);
        using var pair = new MeanPair<PartitionNet>(new PartitionNet(options.Device), new PartitionNet(options.Device));
        PartitionWorker[] workers =
            [.. Enumerable.Range(0, options.Workers).Select(_ => new PartitionWorker(new PartitionNet(options.Device), new PartitionBatch(pictures, options.Batch / options.Workers)))];
        var plain = new PartitionBatch(pictures, ValidationBatch);
        var store = new CheckpointStore(options.Folder);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        TrainingLoop.Run(pair, workers, training, options, store, (step, losses) =>
        {
            double judged = Judge(pair.Mean, plain, judges);
            metrics.Write(step, new Dictionary<string, double> { ["train/loss"] = losses[0], ["validation/loss"] = judged, ["rate"] = options.RateAt(step) });
            tell($"step {step}/{options.Steps}: loss {losses[0]:0.0000}, judged {judged:0.0000}");
            // A model of the present weights can be tried while training goes on.
            SafetensorsFile.Write(Path.Combine(options.Folder, ResultName), StateDict.Of(pair.Mean), new Dictionary<string, string>());
            byte[] model = UNetGraph.Make(PartitionNet.Shape, Weights.Of(pair.Mean), $"{training.Length} pictures, {step} steps of {options.Batch}");
            DurableFile.Write(Path.Combine(options.Folder, ModelName), stream => stream.Write(model));
        }, stop);
    }

    private static double Judge(PartitionNet net, PartitionBatch batch, int[] judges)
    {
        using var still = no_grad();
        net.eval();
        double sum = 0;
        for (int b = 0; b < ValidationBatches; b++)
        {
            using var scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(b * ValidationBatch, ValidationBatch).Select(k => judges[k % judges.Length])];
            (Tensor input, Tensor target, Tensor weight) = batch.Read(indices, ValidationSeed + b);
            sum += PartitionWorker.Loss(net.forward(input), target, weight).item<float>();
        }

        return sum / ValidationBatches;
    }
}
