using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>Attention among the chunk's tokens, attention to the condition, two linear layers; each after a layer norm and added to its input.</summary>
internal sealed class ChunkLayer : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LayerNorm _norm1, _norm2, _norm3;
    private readonly ChunkAttention _self, _cross;
    private readonly Linear _up, _down;

    public ChunkLayer(CompactConfig config, Device device)
        : base(nameof(ChunkLayer))
    {
        register_module("norm1", _norm1 = nn.LayerNorm(config.Width, device: device));
        register_module("self", _self = new ChunkAttention(config, device));
        register_module("norm2", _norm2 = nn.LayerNorm(config.Width, device: device));
        register_module("cross", _cross = new ChunkAttention(config, device));
        register_module("norm3", _norm3 = nn.LayerNorm(config.Width, device: device));
        register_module("up", _up = nn.Linear(config.Width, config.Expansion * config.Width, device: device));
        register_module("down", _down = nn.Linear(config.Expansion * config.Width, config.Width, device: device));
    }

    public override Tensor forward(Tensor tokens, Tensor condition)
    {
        using var scope = NewDisposeScope();
        Tensor normed = _norm1.forward(tokens);
        Tensor x = tokens + _self.forward(normed, normed);
        x = x + _cross.forward(_norm2.forward(x), condition);
        x = x + _down.forward(nn.functional.gelu(_up.forward(_norm3.forward(x))));
        return x.MoveToOuterDisposeScope();
    }
}
