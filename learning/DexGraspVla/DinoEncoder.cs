using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>
/// The DINOv2 vision transformer without registers (arXiv 2304.07193): tokens of the last block after the final norm, class
/// token dropped. Parameter names are those of the official weights.
/// </summary>
public sealed class DinoEncoder : nn.Module<Tensor, Tensor>
{
    internal const double NormEpsilon = 1e-6;

    // The official code stretches positions by this much more than the grid says; its weights' users rely on it.
    private const double PositionOffset = 0.1;
    private readonly Parameter _classToken, _positions;
    private readonly DinoPatches _patches;
    private readonly ModuleList<DinoBlock> _blocks;
    private readonly LayerNorm _norm;

    /// <summary>Makes an encoder with random weights.</summary>
    /// <param name="config">Size.</param>
    /// <param name="imageSize">Side of the pictures that the positions are learned for. Unit: pixel. Range: a multiple of 14.</param>
    /// <param name="device">Where the weights live; the meta device holds shapes only.</param>
    public DinoEncoder(VitConfig config, int imageSize, Device device)
        : base(nameof(DinoEncoder))
    {
        config.Validate("DINOv2");
        int side = imageSize / ControllerConfig.PatchSize;
        register_parameter("cls_token", _classToken = new Parameter(Init.Normal([1, 1, config.Width], device)));
        register_parameter("pos_embed", _positions = new Parameter(Init.Normal([1, (side * side) + 1, config.Width], device)));
        register_parameter("mask_token", new Parameter(zeros([1, config.Width], device: device)));
        register_module("patch_embed", _patches = new DinoPatches(config.Width, device));
        register_module("blocks", _blocks = [.. Enumerable.Range(0, config.Depth).Select(_ => new DinoBlock(config.Width, config.Heads, device))]);
        register_module("norm", _norm = nn.LayerNorm(config.Width, NormEpsilon, device: device));
    }

    /// <summary>Encodes pictures.</summary>
    /// <param name="image">Shape: [B, 3, H, W], ImageNet-normalised RGB; H and W multiples of 14.</param>
    /// <returns>Shape: [B, H / 14 * W / 14, E].</returns>
    public override Tensor forward(Tensor image)
    {
        using var scope = NewDisposeScope();
        return ForwardAll(image)[.., 1..].MoveToOuterDisposeScope();
    }

    /// <summary>Encodes pictures and keeps the class token, which comes first. Shape: [B, 1 + H / 14 * W / 14, E].</summary>
    internal Tensor ForwardAll(Tensor image)
    {
        using var scope = NewDisposeScope();
        long rows = image.shape[2] / ControllerConfig.PatchSize, columns = image.shape[3] / ControllerConfig.PatchSize;
        Tensor tokens = cat([_classToken.expand(image.shape[0], -1, -1), _patches.forward(image)], 1) + Positions(rows, columns);
        foreach (DinoBlock block in _blocks)
            tokens = block.forward(tokens);
        return _norm.forward(tokens).MoveToOuterDisposeScope();
    }

    /// <summary>Returns what is added to class token and patches of a grid. Shape: [1, 1 + rows * columns, E].</summary>
    internal Tensor Positions(long rows, long columns)
    {
        long side = (long)Math.Sqrt(_positions.shape[1] - 1);
        if (rows == side && columns == side)
            return _positions;
        Tensor grid = _positions[.., 1..].reshape(1, side, side, -1).permute(0, 3, 1, 2);
        return cat([_positions[.., ..1], Resize(grid, rows, columns).permute(0, 2, 3, 1).reshape(1, rows * columns, -1)], 1);
    }

    /// <summary>Stretches positions to another grid: [1, E, side, side] to [1, E, rows, columns].</summary>
    internal static Tensor Resize(Tensor grid, long rows, long columns)
    {
        double[] factors = [(rows + PositionOffset) / grid.shape[2], (columns + PositionOffset) / grid.shape[3]];
        return nn.functional.interpolate(grid, scale_factor: factors, mode: InterpolationMode.Bicubic, align_corners: false);
    }
}
