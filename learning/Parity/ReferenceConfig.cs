using System.Text.Json;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;

namespace DexGrasp.Learning.Parity;

/// <summary>The config.json of a folder with reference numbers: a controller (head_dim and so on) or an encoder alone (embed_dim).</summary>
internal sealed record ReferenceConfig
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public int? EmbedDim { get; init; }

    public int? Depth { get; init; }

    public int? Heads { get; init; }

    public int? Image { get; init; }

    public int? HeadDim { get; init; }

    public int? WristDim { get; init; }

    public int? DinoDepth { get; init; }

    public int? DinoHeads { get; init; }

    public int? NLayer { get; init; }

    public int? NHead { get; init; }

    public int? Horizon { get; init; }

    public IReadOnlyList<int>? Timesteps { get; init; }

    public long? Params { get; init; }

    public static ReferenceConfig Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ReferenceConfig>(File.ReadAllText(path), Options) ?? throw new JsonException("it says null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"Cannot read {path}: {e.Message}", e);
        }
    }

    /// <summary>Returns the DINOv2 encoders' heads as a config.json beside a file of weights says; null where nothing says it.</summary>
    public static int? HeadsBeside(string file)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "config.json");
        return File.Exists(path) && Read(path) is var config ? config.DinoHeads ?? config.Heads : null;
    }

    /// <summary>Completes the sizes that the weights tell with those that only the reference knows, and refuses contradictions.</summary>
    public ControllerConfig Complete(TensorMap weights, int trainTimesteps)
    {
        ControllerConfig config = ControllerWeights.ReadConfig(weights, DinoHeads) with
        {
            TrainTimesteps = trainTimesteps,
            InferenceSteps = Timesteps?.Count ?? new ControllerConfig().InferenceSteps,
        };
        Agree("image", Image, config.ImageSize);
        Agree("head_dim", HeadDim, config.Head.Width);
        Agree("wrist_dim", WristDim, config.Wrist.Width);
        Agree("dino_depth", DinoDepth, config.Head.Depth);
        Agree("n_layer", NLayer, config.DitDepth);
        Agree("n_head", NHead, config.DitHeads);
        Agree("horizon", Horizon, config.Horizon);
        if (Timesteps is not null && !new NoiseSchedule(config.TrainTimesteps, config.InferenceSteps).Timesteps.SequenceEqual([.. Timesteps]))
            throw new CheckpointException($"The reference denoises at levels {string.Join(", ", Timesteps)}; this sampler takes evenly spaced ones down to 0.");
        return config;
    }

    private static void Agree(string name, int? said, int found)
    {
        if (said is not null && said != found)
            throw new CheckpointException($"config.json says {name} {said}, but the weights have {found}.");
    }
}
