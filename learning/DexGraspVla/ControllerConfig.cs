using System.Text.Json.Serialization;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>All sizes of the DexGraspVLA controller (arXiv 2502.20900). The defaults are the published ones.</summary>
public sealed record ControllerConfig
{
    /// <summary>Side of an image patch. Unit: pixel.</summary>
    public const int PatchSize = 14;

    /// <summary>Gets the published controller for non-prehensile grasping: both encoders ViT-B, 100 steps.</summary>
    public static ControllerConfig NonPrehensile { get; } = new() { Wrist = VitConfig.Base, Horizon = 100 };

    /// <summary>Gets the side of the square pictures. Unit: pixel. Range: a multiple of 14. Default: 518.</summary>
    public int ImageSize { get; init; } = 518;

    /// <summary>Gets the picture size that the encoders learned their positions for; others are interpolated. Unit: pixel. Null (default): the image size.</summary>
    public int? EncoderImageSize { get; init; }

    /// <summary>Gets the frozen encoder of the head picture. Default: ViT-B.</summary>
    public VitConfig Head { get; init; } = VitConfig.Base;

    /// <summary>Gets the frozen encoder of the wrist picture. Default: ViT-L.</summary>
    public VitConfig Wrist { get; init; } = VitConfig.Large;

    /// <summary>Gets the layers of the mask encoder, which is as wide as the head encoder. Default: 4.</summary>
    public int MaskDepth { get; init; } = 4;

    /// <summary>Gets the heads of the mask encoder. Default: 8.</summary>
    public int MaskHeads { get; init; } = 8;

    /// <summary>Gets the blocks of the diffusion transformer, which is as wide as the wider encoder. Default: 12.</summary>
    public int DitDepth { get; init; } = 12;

    /// <summary>Gets the heads of the diffusion transformer. Default: 8.</summary>
    public int DitHeads { get; init; } = 8;

    /// <summary>Gets the steps of an action chunk. Default: 64.</summary>
    public int Horizon { get; init; } = 64;

    /// <summary>Gets the numbers of one action. Default: 13.</summary>
    public int ActionSize { get; init; } = 13;

    /// <summary>Gets the numbers of the joint state. Default: 13.</summary>
    public int StateSize { get; init; } = 13;

    /// <summary>Gets the noise levels that are trained. Default: 50.</summary>
    public int TrainTimesteps { get; init; } = 50;

    /// <summary>Gets the denoising steps of one chunk. Default: 16.</summary>
    public int InferenceSteps { get; init; } = 16;

    /// <summary>Gets the share of numbers dropped in training, in projectors and transformer. Default: 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Gets what the transformer's norm layers divide by. Default: as published.</summary>
    public NormKind Norm { get; init; } = NormKind.UnbiasedVariance;

    /// <summary>Gets the width of condition tokens and transformer.</summary>
    [JsonIgnore]
    public int Width => Math.Max(Head.Width, Wrist.Width);

    /// <summary>Gets the patches of one picture.</summary>
    [JsonIgnore]
    public int Patches => ImageSize / PatchSize * (ImageSize / PatchSize);

    /// <summary>Gets the condition tokens: head, wrist, state, diffusion time.</summary>
    [JsonIgnore]
    public int ConditionTokens => (2 * Patches) + 2;

    /// <summary>Refuses sizes that do not fit together.</summary>
    /// <exception cref="ArgumentException">The message names them.</exception>
    public void Validate()
    {
        Head.Validate("Head");
        Wrist.Validate("Wrist");
        foreach (int size in (int[])[ImageSize, EncoderImageSize ?? ImageSize])
            if (size < PatchSize || size % PatchSize != 0)
                throw new ArgumentException($"Image size {size} px is not a positive multiple of the patch size {PatchSize} px.");
        if (MaskDepth < 1 || MaskHeads < 1 || Head.Width % MaskHeads != 0)
            throw new ArgumentException($"Mask encoder: {MaskDepth} layers, {MaskHeads} heads at width {Head.Width}; the width must be a multiple of the heads.");
        if (DitDepth < 1 || DitHeads < 1 || Width % DitHeads != 0)
            throw new ArgumentException($"Diffusion transformer: {DitDepth} blocks, {DitHeads} heads at width {Width}; the width must be a multiple of the heads.");
        if (Horizon < 1 || ActionSize < 1 || StateSize < 1)
            throw new ArgumentException($"Horizon {Horizon}, action size {ActionSize} and state size {StateSize} must all be positive.");
        if (InferenceSteps < 1 || TrainTimesteps < InferenceSteps)
            throw new ArgumentException($"{InferenceSteps} denoising steps of {TrainTimesteps} trained noise levels: at least 1, at most all of them.");
        if (!(Dropout >= 0 && Dropout < 1))
            throw new ArgumentException($"Dropout {Dropout} is outside [0, 1).");
    }
}
