using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Weights of the controller under their official names, with the action normaliser among them.</summary>
public static class ControllerWeights
{
    private const string NormalizerPrefix = "normalizer.";
    private const string ScaleName = "normalizer.params_dict.action.scale", OffsetName = "normalizer.params_dict.action.offset";

    /// <summary>What the names of the head picture's encoder begin with.</summary>
    internal const string HeadEncoder = "obs_encoder.dino_head.";

    /// <summary>What the names of the wrist picture's encoder begin with.</summary>
    internal const string WristEncoder = "obs_encoder.dino_wrist.";

    /// <summary>Reads a controller's sizes off its weights.</summary>
    /// <param name="weights">Under official names.</param>
    /// <param name="dinoHeads">Heads of both DINOv2 encoders, which no shape tells; null: one for each 64 numbers of width, as published.</param>
    /// <returns>All sizes; mask heads, noise levels, dropout and kind of norm, which the weights do not tell, as published.</returns>
    /// <exception cref="CheckpointException">A tensor is missing, or the sizes do not fit together.</exception>
    public static ControllerConfig ReadConfig(TensorMap weights, int? dinoHeads = null)
    {
        long[] condition = weights.Shape("model.cond_pos_emb", 3), chunk = weights.Shape("model.pos_emb", 3), input = weights.Shape("model.input_emb.weight", 2);
        int side = (int)Math.Round(Math.Sqrt((condition[1] - 2) / 2.0));
        int encoderSize = DinoWeights.ReadImageSize(weights, HeadEncoder);
        var config = new ControllerConfig
        {
            ImageSize = side * ControllerConfig.PatchSize,
            EncoderImageSize = encoderSize == side * ControllerConfig.PatchSize ? null : encoderSize,
            Head = DinoWeights.ReadConfig(weights, HeadEncoder, dinoHeads),
            Wrist = DinoWeights.ReadConfig(weights, WristEncoder, dinoHeads),
            MaskDepth = weights.CountLayers("obs_encoder.mask_process_net.transformer.layers."),
            DitDepth = weights.CountLayers("model.blocks."),
            DitHeads = (int)(chunk[2] / Math.Max(1, weights.Shape("model.blocks.0.attn.q_norm.weight", 1)[0])),
            Horizon = (int)chunk[1],
            ActionSize = (int)input[1],
            StateSize = (int)weights.Shape("obs_encoder.state_net.0.weight", 2)[1],
        };
        try
        {
            config.Validate();
        }
        catch (ArgumentException e)
        {
            throw new CheckpointException($"The weights are not those of this controller. {e.Message}", e);
        }

        return config.ConditionTokens == condition[1] && config.Width == chunk[2]
            ? config
            : throw new CheckpointException($"{condition[1]} condition tokens of width {chunk[2]} do not fit two square pictures and encoders of width {config.Head.Width} and {config.Wrist.Width}.");
    }

    /// <summary>Sets all weights and the normaliser of a controller, or nothing.</summary>
    /// <exception cref="CheckpointException">Names, shapes or numbers are not those of this controller; the message lists them.</exception>
    public static void Load(DexGraspVlaController controller, TensorMap weights)
    {
        LinearNormalizer normalizer = ReadNormalizer(weights, controller.Config.ActionSize);
        StateDict.Load(
            controller, weights.Names.Where(name => !name.StartsWith(NormalizerPrefix, StringComparison.Ordinal)).ToDictionary(name => name, name => weights[name]), "DexGraspVLA controller");
        controller.Normalizer = normalizer;
    }

    /// <summary>Returns all weights and the normaliser under their official names. The normaliser's tensors belong to the caller.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Of(DexGraspVlaController controller) =>
    [
        .. StateDict.Of(controller),
        (ScaleName, tensor(controller.Normalizer.Scale.ToArray())),
        (OffsetName, tensor(controller.Normalizer.Offset.ToArray())),
    ];

    private static LinearNormalizer ReadNormalizer(TensorMap weights, int size)
    {
        try
        {
            return new LinearNormalizer(Row(ScaleName), Row(OffsetName));
        }
        catch (ArgumentException e)
        {
            throw new CheckpointException($"{ScaleName}: {e.Message}", e);
        }

        float[] Row(string name)
        {
            using var scope = NewDisposeScope();
            return weights.Contains(name) && weights[name].numel() == size
                ? weights[name].to(float32).flatten().data<float>().ToArray()
                : throw new CheckpointException($"Tensor '{name}' with {size} numbers is missing; without the action normaliser the weights cannot be used.");
        }
    }
}
