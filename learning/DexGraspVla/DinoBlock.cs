using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>One pre-norm block of DINOv2, each branch scaled by a learned vector (LayerScale, arXiv 2103.17239).</summary>
internal sealed class DinoBlock : nn.Module<Tensor, Tensor>
{
    private const int MlpRatio = 4;
    private readonly LayerNorm _norm1, _norm2;
    private readonly DinoAttention _attention;
    private readonly LayerScale _scale1, _scale2;
    private readonly Mlp _mlp;

    public DinoBlock(int width, int heads, Device device)
        : base(nameof(DinoBlock))
    {
        register_module("norm1", _norm1 = nn.LayerNorm(width, DinoEncoder.NormEpsilon, device: device));
        register_module("attn", _attention = new DinoAttention(width, heads, device));
        register_module("ls1", _scale1 = new LayerScale(width, device));
        register_module("norm2", _norm2 = nn.LayerNorm(width, DinoEncoder.NormEpsilon, device: device));
        register_module("mlp", _mlp = new Mlp(width, MlpRatio * width, tanhGelu: false, device));
        register_module("ls2", _scale2 = new LayerScale(width, device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        Tensor mixed = tokens + _scale1.forward(_attention.forward(_norm1.forward(tokens)));
        return (mixed + _scale2.forward(_mlp.forward(_norm2.forward(mixed)))).MoveToOuterDisposeScope();
    }
}
