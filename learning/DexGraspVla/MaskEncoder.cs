using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>The small trained vision transformer of the object mask: no positions, no class token. [B, 1, H, W] to [B, N, E].</summary>
internal sealed class MaskEncoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _projection;
    private readonly LayerNorm _norm;
    private readonly ModuleList<MaskLayer> _layers;

    public MaskEncoder(int width, int depth, int heads, Device device)
        : base(nameof(MaskEncoder))
    {
        _projection = nn.Conv2d(1, width, ControllerConfig.PatchSize, ControllerConfig.PatchSize, device: device);
        _norm = nn.LayerNorm(width, device: device);
        _layers = [.. Enumerable.Range(0, depth).Select(_ => new MaskLayer(width, heads, device))];
        register_module("patch_embed", new NamedModules(("0", _projection), ("3", _norm)));
        register_module("transformer", new NamedModules(("layers", _layers)));
    }

    public override Tensor forward(Tensor mask)
    {
        using var scope = NewDisposeScope();
        Tensor tokens = _norm.forward(_projection.forward(mask).flatten(2).transpose(1, 2));
        foreach (MaskLayer layer in _layers)
            tokens = layer.forward(tokens);
        return tokens.MoveToOuterDisposeScope();
    }
}
