using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>One pre-norm encoder layer of the mask encoder, with the names of PyTorch's own layer.</summary>
internal sealed class MaskLayer : nn.Module<Tensor, Tensor>
{
    private const int MlpRatio = 4;
    private readonly LayerNorm _norm1, _norm2;
    private readonly Linear _linear1, _linear2, _output;
    private readonly Parameter _inputWeight, _inputBias;
    private readonly int _heads;

    public MaskLayer(int width, int heads, Device device)
        : base(nameof(MaskLayer))
    {
        _heads = heads;
        var attention = new NamedModules(("out_proj", _output = nn.Linear(width, width, device: device)));
        attention.register_parameter("in_proj_weight", _inputWeight = new Parameter(Init.Xavier(3L * width, width, device)));
        attention.register_parameter("in_proj_bias", _inputBias = new Parameter(zeros(3L * width, device: device)));
        register_module("self_attn", attention);
        register_module("linear1", _linear1 = nn.Linear(width, MlpRatio * width, device: device));
        register_module("linear2", _linear2 = nn.Linear(MlpRatio * width, width, device: device));
        register_module("norm1", _norm1 = nn.LayerNorm(width, device: device));
        register_module("norm2", _norm2 = nn.LayerNorm(width, device: device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        Tensor[] qkv = Heads.Split(nn.functional.linear(_norm1.forward(tokens), _inputWeight, _inputBias), 3, _heads);
        Tensor mixed = tokens + _output.forward(Heads.Join(nn.functional.scaled_dot_product_attention(qkv[0], qkv[1], qkv[2])));
        return (mixed + _linear2.forward(nn.functional.gelu(_linear1.forward(_norm2.forward(mixed))))).MoveToOuterDisposeScope();
    }
}
