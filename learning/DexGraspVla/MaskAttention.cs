using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Self-attention of the mask encoder, with the names of PyTorch's own attention: [B, N, E] to [B, N, E].</summary>
internal sealed class MaskAttention : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight, _bias;
    private readonly Linear _output;
    private readonly int _heads;

    public MaskAttention(int width, int heads, Device device)
        : base(nameof(MaskAttention))
    {
        _heads = heads;
        register_parameter("in_proj_weight", _weight = new Parameter(Init.Xavier(3L * width, width, device)));
        register_parameter("in_proj_bias", _bias = new Parameter(zeros(3L * width, device: device)));
        register_module("out_proj", _output = nn.Linear(width, width, device: device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        Tensor[] qkv = Heads.Split(nn.functional.linear(tokens, _weight, _bias), 3, _heads);
        return _output.forward(Heads.Join(nn.functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2]))).MoveToOuterDisposeScope();
    }
}
