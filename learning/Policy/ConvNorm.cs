using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>A 3x3 convolution and batch normalisation, which an export folds into one: [B, Cin, h, w] to [B, Cout, h / stride, w / stride].</summary>
internal sealed class ConvNorm : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _conv;
    private readonly BatchNorm2d _norm;

    public ConvNorm(int from, int to, int stride, Device device)
        : base(nameof(ConvNorm))
    {
        register_module("conv", _conv = nn.Conv2d(from, to, 3, stride: stride, padding: 1, bias: false, device: device));
        register_module("norm", _norm = nn.BatchNorm2d(to, device: device));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return _norm.forward(_conv.forward(input)).MoveToOuterDisposeScope();
    }
}
