using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Weights of a DINOv2 encoder under their official names: alone in a file, or behind a prefix in a controller's.</summary>
internal static class DinoWeights
{
    /// <summary>The class token's name. What has it is an encoder.</summary>
    public const string ClassToken = "cls_token";

    private const string Positions = "pos_embed", Registers = "register_tokens";

    // All published DINOv2 models have heads of this width.
    private const int HeadWidth = 64;

    /// <summary>Reads an encoder's sizes off its weights.</summary>
    /// <param name="weights">Of the encoder, or of a model that holds it.</param>
    /// <param name="prefix">Of the encoder's names; empty for an encoder alone.</param>
    /// <param name="heads">Attention heads, which no shape tells; null: one for each 64 numbers of width, as published.</param>
    /// <exception cref="CheckpointException">A tensor is missing or has another number of axes.</exception>
    public static VitConfig ReadConfig(TensorMap weights, string prefix, int? heads)
    {
        int width = (int)weights.Shape(prefix + ClassToken, 3)[2];
        if (heads is null && width % HeadWidth != 0)
            throw new CheckpointException($"{prefix}{ClassToken} is {width} wide, not a multiple of {HeadWidth}: say how many heads the encoders have.");
        return new VitConfig(width, weights.CountLayers(prefix + "blocks."), heads ?? (width / HeadWidth));
    }

    /// <summary>Returns the side of the square pictures that the positions were learned for. Unit: px.</summary>
    /// <exception cref="CheckpointException">The tensor is missing or has another number of axes.</exception>
    public static int ReadImageSize(TensorMap weights, string prefix) =>
        (int)Math.Round(Math.Sqrt(weights.Shape(prefix + Positions, 3)[1] - 1)) * ControllerConfig.PatchSize;

    /// <summary>Makes an encoder of its weights, in evaluation mode. It belongs to the caller.</summary>
    /// <exception cref="CheckpointException">Names, shapes or numbers are not those of such an encoder; the message lists them.</exception>
    public static DinoEncoder Load(TensorMap weights, string prefix, VitConfig config)
    {
        if (weights.Contains(prefix + Registers))
            throw new CheckpointException($"The encoder has register tokens ('{prefix}{Registers}'); those of the published controller have none, and this one is not built here.");
        DinoEncoder encoder = Make(config, ReadImageSize(weights, prefix));
        try
        {
            StateDict.Load(
                encoder, weights.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name[prefix.Length..], name => weights[name]), "DINOv2 encoder");
            encoder.eval();
            return encoder;
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private static DinoEncoder Make(VitConfig config, int imageSize)
    {
        try
        {
            return new DinoEncoder(config, imageSize, CPU);
        }
        catch (ArgumentException e)
        {
            throw new CheckpointException($"The weights are not those of a DINOv2 encoder. {e.Message}", e);
        }
    }
}
