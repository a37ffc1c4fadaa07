using DexGrasp.Controller.Policy;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>Head picture, wrist picture and state to the condition tokens: [B, N, E], head tokens first, then wrist, then one for the state.</summary>
internal sealed class ObservationTokens : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly PictureEncoder _head, _wrist;
    private readonly Linear _state1, _state2, _state3;
    private readonly LayerNorm _stateNorm;

    public ObservationTokens(CompactConfig config, Device device)
        : base(nameof(ObservationTokens))
    {
        register_module("head", _head = new PictureEncoder(config, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize, device));
        register_module("wrist", _wrist = new PictureEncoder(config, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth, device));
        register_module("state1", _state1 = nn.Linear(PolicyLayout.StateSize, 2 * config.Width, device: device));
        register_module("state2", _state2 = nn.Linear(2 * config.Width, 2 * config.Width, device: device));
        register_module("state3", _state3 = nn.Linear(2 * config.Width, config.Width, device: device));
        register_module("state_norm", _stateNorm = nn.LayerNorm(config.Width, device: device));
    }

    /// <summary>Gets N.</summary>
    public int Count => _head.Tokens + _wrist.Tokens + 1;

    /// <param name="head">Shape: [B, HeadChannels, HeadSize, HeadSize].</param>
    /// <param name="wrist">Shape: [B, WristChannels, WristHeight, WristWidth].</param>
    /// <param name="state">Shape: [B, StateSize].</param>
    public override Tensor forward(Tensor head, Tensor wrist, Tensor state)
    {
        using var scope = NewDisposeScope();
        Tensor hidden = nn.functional.gelu(_state2.forward(nn.functional.gelu(_state1.forward(state))));
        Tensor stateToken = _stateNorm.forward(_state3.forward(hidden)).unsqueeze(1);
        return cat([_head.forward(head), _wrist.forward(wrist), stateToken], 1).MoveToOuterDisposeScope();
    }
}
