using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>One pre-norm encoder layer of the mask encoder, with the names of PyTorch's own layer.</summary>
internal sealed class MaskLayer : nn.Module<Tensor, Tensor>
{
    private const int MlpRatio = 4;
    private readonly LayerNorm _norm1, _norm2;
    private readonly Linear _linear1, _linear2;
    private readonly MaskAttention _attention;

    public MaskLayer(int width, int heads, Device device)
        : base(nameof(MaskLayer))
    {
        register_module("self_attn", _attention = new MaskAttention(width, heads, device));
        register_module("linear1", _linear1 = nn.Linear(width, MlpRatio * width, device: device));
        register_module("linear2", _linear2 = nn.Linear(MlpRatio * width, width, device: device));
        register_module("norm1", _norm1 = nn.LayerNorm(width, device: device));
        register_module("norm2", _norm2 = nn.LayerNorm(width, device: device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        Tensor mixed = tokens + _attention.forward(_norm1.forward(tokens));
        return (mixed + _linear2.forward(nn.functional.gelu(_linear1.forward(_norm2.forward(mixed))))).MoveToOuterDisposeScope();
    }
}
