using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Divides the last axis by its size in the sense of <see cref="NormKind"/> and multiplies by a learned weight. Nothing is centred.</summary>
internal sealed class ScaleNorm : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-6;
    private readonly Parameter _weight;
    private readonly NormKind _kind;

    public ScaleNorm(int width, NormKind kind, Device device)
        : base(nameof(ScaleNorm))
    {
        _kind = kind;
        _weight = new Parameter(ones(width, device: device));
        register_parameter("weight", _weight);
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor squared = _kind == NormKind.UnbiasedVariance ? input.var([-1], unbiased: true, keepdim: true) : input.square().mean([-1], keepdim: true);
        return (input * rsqrt(squared + Epsilon) * _weight).MoveToOuterDisposeScope();
    }
}
