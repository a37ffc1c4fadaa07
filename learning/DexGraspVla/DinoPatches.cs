using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Cuts pictures into patches: [B, 3, H, W] to [B, N, E], row by row.</summary>
internal sealed class DinoPatches : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _projection;

    public DinoPatches(int width, Device device)
        : base(nameof(DinoPatches)) =>
        register_module("proj", _projection = nn.Conv2d(3, width, ControllerConfig.PatchSize, ControllerConfig.PatchSize, device: device));

    public override Tensor forward(Tensor image)
    {
        using var scope = NewDisposeScope();
        return _projection.forward(image).flatten(2).transpose(1, 2).MoveToOuterDisposeScope();
    }
}
