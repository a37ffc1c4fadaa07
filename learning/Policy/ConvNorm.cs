using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>A 3x3 convolution and batch normalisation, which an export folds into one: [B, Cin, h, w] to [B, Cout, h / stride, w / stride].</summary>
internal sealed class ConvNorm : nn.Module<Tensor, Tensor>
{
    private const double Momentum = 0.1, Epsilon = 1e-5;
    private readonly Conv2d _conv;
    private readonly BatchNorm2d _norm;

    public ConvNorm(int from, int to, int stride, Device device)
        : base(nameof(ConvNorm))
    {
        register_module("conv", _conv = nn.Conv2d(from, to, 3, stride: stride, padding: 1, bias: false, device: device));
        register_module("norm", _norm = nn.BatchNorm2d(to, Epsilon, Momentum, device: device));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        // The module's own forward also counts batches, by a scalar that the garbage collector may free meanwhile (TorchSharp 0.107);
        // with a fixed momentum nobody needs the count.
        return nn.functional.batch_norm(
            _conv.forward(input), _norm.running_mean!, _norm.running_var!, _norm.weight, _norm.bias, training, Momentum, Epsilon).MoveToOuterDisposeScope();
    }
}
