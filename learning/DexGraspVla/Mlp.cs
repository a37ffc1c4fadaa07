using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Two linear layers with a GELU between them, applied to each token.</summary>
internal sealed class Mlp : nn.Module<Tensor, Tensor>
{
    private readonly Linear _fc1, _fc2;
    private readonly bool _tanhGelu;

    public Mlp(int width, int hidden, bool tanhGelu, Device device)
        : base(nameof(Mlp))
    {
        _tanhGelu = tanhGelu;
        register_module("fc1", _fc1 = nn.Linear(width, hidden, device: device));
        register_module("fc2", _fc2 = nn.Linear(hidden, width, device: device));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor hidden = nn.functional.gelu(_fc1.forward(input), _tanhGelu ? TorchSharp.Modules.GELU.Approximate.tanh : TorchSharp.Modules.GELU.Approximate.none);
        return _fc2.forward(hidden).MoveToOuterDisposeScope();
    }
}
