namespace DexGrasp.Learning.Samples;

/// <summary>How training changes what the policy sees, so that it does not lean on what a real cell does not promise. Standard deviations and shares.</summary>
public sealed record Augmentation
{
    /// <summary>Gets samples as they are.</summary>
    public static Augmentation None { get; } = new()
    {
        WindowShiftPx = 0,
        CentreM = 0,
        ColourGain = 0,
        ColourOffset = 0,
        ChannelSwap = 0,
        MaskHole = 0,
        MaskLost = 0,
        MaskRim = 0,
        JointRad = 0,
        DepthM = 0,
    };

    /// <summary>Gets how far the head window is shifted at most. Range: 0 to 8. Unit: policy px. Default: 5.</summary>
    public int WindowShiftPx { get; init; } = 5;

    /// <summary>Gets the error of the target's centre along each axis. Unit: m. Default: 0.003.</summary>
    public double CentreM { get; init; } = 0.003;

    /// <summary>Gets the spread of each colour channel's gain, of log 2. Default: 0.35.</summary>
    public double ColourGain { get; init; } = 0.35;

    /// <summary>Gets the spread of each colour channel's offset. Unit: full scale. Default: 0.08.</summary>
    public double ColourOffset { get; init; } = 0.08;

    /// <summary>Gets how often the colour channels are swapped about. Default: 0.3.</summary>
    public double ChannelSwap { get; init; } = 0.3;

    /// <summary>Gets how often a block of the mask is missing. Default: 0.25.</summary>
    public double MaskHole { get; init; } = 0.25;

    /// <summary>Gets how often the whole mask is missing. Default: 0.05.</summary>
    public double MaskLost { get; init; } = 0.05;

    /// <summary>Gets how often the mask is a pixel thicker or thinner. Default: 0.4.</summary>
    public double MaskRim { get; init; } = 0.4;

    /// <summary>Gets the error of the measured joints in the state. Unit: rad. Default: 0.002.</summary>
    public double JointRad { get; init; } = 0.002;

    /// <summary>Gets the error of all distances of a picture together. Unit: m. Default: 0.002.</summary>
    public double DepthM { get; init; } = 0.002;
}
