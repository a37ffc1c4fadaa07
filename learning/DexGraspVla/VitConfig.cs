namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Size of a vision transformer. Patches are <see cref="ControllerConfig.PatchSize"/> pixels square.</summary>
/// <param name="Width">Numbers per token. Range: a multiple of <paramref name="Heads"/>.</param>
/// <param name="Depth">Blocks.</param>
/// <param name="Heads">Attention heads.</param>
public sealed record VitConfig(int Width, int Depth, int Heads)
{
    /// <summary>Gets DINOv2 ViT-B/14 (arXiv 2304.07193): the published head encoder.</summary>
    public static VitConfig Base { get; } = new(768, 12, 12);

    /// <summary>Gets DINOv2 ViT-L/14: the published wrist encoder.</summary>
    public static VitConfig Large { get; } = new(1024, 24, 16);

    internal void Validate(string name)
    {
        if (Width < 1 || Depth < 1 || Heads < 1 || Width % Heads != 0)
            throw new ArgumentException($"{name} encoder: width {Width}, depth {Depth}, {Heads} heads; all must be positive and the width a multiple of the heads.");
    }
}
