using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Attention among the steps of a chunk, in both directions, with normed queries and keys: [B, H, E] to [B, H, E].</summary>
internal sealed class DitSelfAttention : nn.Module<Tensor, Tensor>
{
    private readonly Linear _qkv, _projection;
    private readonly ScaleNorm _queryNorm, _keyNorm;
    private readonly int _heads;
    private readonly double _dropout;

    public DitSelfAttention(ControllerConfig config, Device device)
        : base(nameof(DitSelfAttention))
    {
        (_heads, _dropout) = (config.DitHeads, config.Dropout);
        register_module("qkv", _qkv = nn.Linear(config.Width, 3 * config.Width, device: device));
        register_module("q_norm", _queryNorm = new ScaleNorm(config.Width / _heads, config.Norm, device));
        register_module("k_norm", _keyNorm = new ScaleNorm(config.Width / _heads, config.Norm, device));
        register_module("proj", _projection = nn.Linear(config.Width, config.Width, device: device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        Tensor[] qkv = Heads.Split(_qkv.forward(tokens), 3, _heads);
        Tensor mixed = nn.functional.scaled_dot_product_attention(_queryNorm.forward(qkv[0]), _keyNorm.forward(qkv[1]), qkv[2], p: training ? _dropout : 0);
        return nn.functional.dropout(_projection.forward(Heads.Join(mixed)), _dropout, training).MoveToOuterDisposeScope();
    }
}
