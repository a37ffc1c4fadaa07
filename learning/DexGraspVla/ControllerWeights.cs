using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Weights of the controller under their official names, with the action normaliser among them.</summary>
public static class ControllerWeights
{
    private const string NormalizerPrefix = "normalizer.";
    private const string ScaleName = "normalizer.params_dict.action.scale", OffsetName = "normalizer.params_dict.action.offset";

    // All published DINOv2 models have heads of this width.
    private const int DinoHeadWidth = 64;

    /// <summary>Reads a controller's sizes off its weights.</summary>
    /// <param name="weights">Under official names.</param>
    /// <param name="dinoHeads">Heads of both DINOv2 encoders, which no shape tells; null: one for each 64 numbers of width, as published.</param>
    /// <returns>All sizes; mask heads, noise levels, dropout and kind of norm, which the weights do not tell, as published.</returns>
    /// <exception cref="CheckpointException">A tensor is missing, or the sizes do not fit together.</exception>
    public static ControllerConfig ReadConfig(TensorMap weights, int? dinoHeads = null)
    {
        long[] condition = Shape("model.cond_pos_emb", 3), chunk = Shape("model.pos_emb", 3), input = Shape("model.input_emb.weight", 2);
        int side = (int)Math.Round(Math.Sqrt((condition[1] - 2) / 2.0));
        int positions = (int)Math.Round(Math.Sqrt(Shape("obs_encoder.dino_head.pos_embed", 3)[1] - 1));
        var config = new ControllerConfig
        {
            ImageSize = side * ControllerConfig.PatchSize,
            EncoderImageSize = positions == side ? null : positions * ControllerConfig.PatchSize,
            Head = Vit("obs_encoder.dino_head."),
            Wrist = Vit("obs_encoder.dino_wrist."),
            MaskDepth = Depth("obs_encoder.mask_process_net.transformer.layers."),
            DitDepth = Depth("model.blocks."),
            DitHeads = (int)(chunk[2] / Math.Max(1, Shape("model.blocks.0.attn.q_norm.weight", 1)[0])),
            Horizon = (int)chunk[1],
            ActionSize = (int)input[1],
            StateSize = (int)Shape("obs_encoder.state_net.0.weight", 2)[1],
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

        VitConfig Vit(string prefix)
        {
            int width = (int)Shape(prefix + "cls_token", 3)[2];
            if (dinoHeads is null && width % DinoHeadWidth != 0)
                throw new CheckpointException($"{prefix}cls_token is {width} wide, not a multiple of {DinoHeadWidth}: say how many heads the encoders have.");
            return new VitConfig(width, Depth(prefix + "blocks."), dinoHeads ?? (width / DinoHeadWidth));
        }

        int Depth(string prefix) => weights.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => int.TryParse(name.AsSpan(prefix.Length, name.IndexOf('.', prefix.Length) - prefix.Length), out int index) ? index + 1 : 0)
            .DefaultIfEmpty(0).Max();

        long[] Shape(string name, int rank) => weights.Contains(name)
            ? weights[name].shape is var shape && shape.Length == rank ? shape : throw new CheckpointException($"Tensor '{name}' has {weights[name].shape.Length} axes; {rank} are needed.")
            : throw new CheckpointException($"There is no tensor '{name}'; these are not the weights of a DexGraspVLA controller.");
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
