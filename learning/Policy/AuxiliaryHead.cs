using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>In training only: what the tokens should know, read off by two linear layers from all of them. [B, N, E] to [B, outputs].</summary>
internal sealed class AuxiliaryHead : nn.Module<Tensor, Tensor>
{
    private readonly Linear _squeeze, _hidden, _out;

    public AuxiliaryHead(CompactConfig config, int tokens, int outputs, Device device)
        : base(nameof(AuxiliaryHead))
    {
        const int Squeezed = 16;
        register_module("squeeze", _squeeze = nn.Linear(config.Width, Squeezed, device: device));
        register_module("hidden", _hidden = nn.Linear(tokens * Squeezed, 2 * config.Width, device: device));
        register_module("out", _out = nn.Linear(2 * config.Width, outputs, device: device));
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        return _out.forward(nn.functional.gelu(_hidden.forward(_squeeze.forward(tokens).flatten(1)))).MoveToOuterDisposeScope();
    }
}
