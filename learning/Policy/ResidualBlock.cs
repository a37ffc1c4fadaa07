using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>Two 3x3 convolutions around which the input is added: [B, C, h, w] to the same shape (He et al., arXiv 1512.03385).</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly ConvNorm _first, _second;

    public ResidualBlock(int channels, Device device)
        : base(nameof(ResidualBlock))
    {
        register_module("first", _first = new ConvNorm(channels, channels, 1, device));
        register_module("second", _second = new ConvNorm(channels, channels, 1, device));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return nn.functional.relu(_second.forward(nn.functional.relu(_first.forward(input))) + input).MoveToOuterDisposeScope();
    }
}
