using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Self-attention of DINOv2: [B, N, E] to [B, N, E].</summary>
internal sealed class DinoAttention : nn.Module<Tensor, Tensor>
{
    private readonly Linear _qkv, _projection;
    private readonly int _heads;

    public DinoAttention(int width, int heads, Device device)
        : base(nameof(DinoAttention))
    {
        _heads = heads;
        register_module("qkv", _qkv = nn.Linear(width, 3 * width, device: device));
        register_module("proj", _projection = nn.Linear(width, width, device: device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        Tensor[] qkv = Heads.Split(_qkv.forward(tokens), 3, _heads);
        Tensor mixed = nn.functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2]);
        return _projection.forward(Heads.Join(mixed)).MoveToOuterDisposeScope();
    }
}
