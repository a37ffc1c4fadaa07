using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>The second stage: the flow-matching policy on the frozen encoder's tokens, starting from the first stage's regression.</summary>
internal static class FlowRun
{
    /// <summary>Name of the result: the mean weights of the whole policy, with the normaliser.</summary>
    public const string ResultName = "policy.safetensors";

    private static readonly int[] StepCounts = [1, 2, 4, 8];
    private const int MostValidation = 1024;

    public static void Run(IReadOnlyList<string> samples, string encoderFile, TrainingOptions options, int changes, Action<string> tell, CancellationToken stop)
    {
        using var file = new SampleFile(EncoderRun.FilesIn(samples));
        var split = SampleSplit.Of(file, options.ValidationEvery);
        split.Check();
        random.manual_seed(options.Seed);
        CompactConfig config = options.Network;
        using var stage = new EncoderStage(config, options.Device);
        PolicyNormalizer normalizer = PolicyWeights.Load(encoderFile, stage);
        using var scale = new ChunkScale(normalizer, options.Device);
        stage.eval();
        int threads = options.Workers * options.Readers;
        tell($"encoding {split.Training.Length} samples, {changes} times each");
        TokenCache training = TokenCache.Make(stage.Policy.Encoder, options.Device, file, split.Training, changes, options.Augmentation, threads, stop);
        int stride = Math.Max(1, split.Validation.Length / MostValidation);
        TokenCache validation = TokenCache.Make(
            stage.Policy.Encoder, options.Device, file, [.. split.Validation.Where((_, i) => i % stride == 0)], 1, Augmentation.None, threads, stop);
        if (options.Start is { } start)
        {
            using var policy = new CompactPolicy(config, options.Device);
            _ = PolicyWeights.Load(start, policy);
            stage.Policy.Chunk.load_state_dict(policy.Chunk.state_dict());
        }

        using var pair = new MeanPair<ChunkTransformer>(stage.Policy.Chunk, new ChunkTransformer(config, options.Device));
        FlowWorker[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => new FlowWorker(new ChunkTransformer(config, options.Device), training, scale, options.Batch / options.Workers))];
        var store = new CheckpointStore(options.Folder);
        using var metrics = new MetricsWriter(options.Folder, TimeProvider.System);
        TrainingLoop.Run(pair, workers, [.. Enumerable.Range(0, training.Count)], options, store, (step, losses) =>
        {
            (double loss, double[] near) = Validate(pair.Mean, validation, scale);
            metrics.Write(step, new Dictionary<string, double>
            {
                ["train/flow"] = losses[0],
                ["validation/flow"] = loss,
                ["validation/tool_mm_1"] = near[0],
                ["validation/tool_mm_2"] = near[1],
                ["validation/tool_mm_4"] = near[2],
                ["validation/tool_mm_8"] = near[3],
                ["rate"] = options.RateAt(step),
            });
            tell($"step {step}/{options.Steps}: flow {losses[0]:0.0000}; validation {loss:0.0000}, tool 0.3 s ahead {string.Join(" / ", near.Select(n => $"{n:0.0}"))} mm in 1 / 2 / 4 / 8 steps");
        }, stop);
        stage.Policy.Chunk.load_state_dict(pair.Mean.state_dict());
        PolicyWeights.Save(Path.Combine(options.Folder, ResultName), stage.Policy, normalizer, config);
    }

    private static (double Loss, double[] NearMm) Validate(ChunkTransformer network, TokenCache cache, ChunkScale scale)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        network.eval();
        int[] all = [.. Enumerable.Range(0, Math.Min(cache.Count, 512))];
        double loss = FlowWorker.Loss(network, cache, scale, all, 1).item<float>();
        (Tensor tokens, Tensor chunks) = cache.Take(all, scale.Mean.device);
        using var generator = new Generator(2);
        Tensor noise = randn(chunks.shape, generator: generator).to(chunks.device);
        double[] near = [.. StepCounts.Select(steps =>
        {
            Tensor said = scale.Restore(FlowSampling.Run(network, tokens, noise, steps));
            return ChunkScale.ToolErrorMm(said - chunks);
        })];
        return (loss, near);
    }
}
