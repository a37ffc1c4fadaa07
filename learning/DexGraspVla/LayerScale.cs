using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Multiplies each feature by a learned factor. Start: 1.</summary>
internal sealed class LayerScale : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _gamma;

    public LayerScale(int width, Device device)
        : base(nameof(LayerScale)) =>
        register_parameter("gamma", _gamma = new Parameter(ones(width, device: device)));

    public override Tensor forward(Tensor input) => input * _gamma;
}
