namespace DexGrasp.Controller.Perception;

/// <summary>How a DINOv2 model is computed.</summary>
public sealed record DinoModelOptions
{
    /// <summary>The published controller's picture size. Unit: px.</summary>
    public const int PublishedSide = 518;

    /// <summary>Gets the height that pictures are stretched to. Unit: px. Range: a multiple of 14, at most <see cref="DinoModel.MostSide"/>. Null (default): the model's, or 518 where it takes any.</summary>
    public int? Height { get; init; }

    /// <summary>Gets the width that pictures are stretched to. Unit: px. Range: a multiple of 14, at most <see cref="DinoModel.MostSide"/>. Null (default): the model's, or 518 where it takes any.</summary>
    public int? Width { get; init; }

    /// <summary>Gets the threads within one operation on the CPU. Range: 0 or more; 0 is one for each core. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>Gets whether a graphics processor is used where this build (-p:Gpu=true) and this machine have one. Default: true.</summary>
    public bool PrefersGpu { get; init; } = true;
}
