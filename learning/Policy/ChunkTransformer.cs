using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// From a noisy chunk, its time and the condition tokens to the velocity that leads to the clean chunk (flow matching, Lipman et al.,
/// arXiv 2210.02747). The time is added to the chunk's tokens alone, so that keys and values of the condition are the same in every step.
/// </summary>
internal sealed class ChunkTransformer : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private const int Frequencies = 32;
    private const double FastestPerUnit = 200;
    private readonly int _patch;
    private readonly Linear _in, _time1, _time2, _out;
    private readonly Parameter _position;
    private readonly ModuleList<ChunkLayer> _layers;
    private readonly LayerNorm _norm;

    public ChunkTransformer(CompactConfig config, Device device)
        : base(nameof(ChunkTransformer))
    {
        _patch = config.Patch;
        int numbers = _patch * RobotModel.Dof;
        register_module("in", _in = nn.Linear(numbers, config.Width, device: device));
        register_parameter("position", _position = new Parameter(randn(ActionChunk.Horizon / _patch, config.Width, device: device) * 0.02));
        register_module("time1", _time1 = nn.Linear(2 * Frequencies, config.Width, device: device));
        register_module("time2", _time2 = nn.Linear(config.Width, config.Width, device: device));
        register_module("layers", _layers = new ModuleList<ChunkLayer>([.. Enumerable.Range(0, config.Layers).Select(_ => new ChunkLayer(config, device))]));
        register_module("norm", _norm = nn.LayerNorm(config.Width, device: device));
        register_module("out", _out = nn.Linear(config.Width, numbers, device: device));
    }

    /// <param name="chunk">Normalised, noisy. Shape: [B, 64, 13].</param>
    /// <param name="time">0 is noise, 1 the clean chunk. Shape: [B].</param>
    /// <param name="condition">Shape: [B, N, E].</param>
    /// <returns>Shape: [B, 64, 13].</returns>
    public override Tensor forward(Tensor chunk, Tensor time, Tensor condition)
    {
        using var scope = NewDisposeScope();
        long batch = chunk.shape[0];
        Tensor frequencies = exp(arange(Frequencies, dtype: float32, device: chunk.device) * (Math.Log(FastestPerUnit) / (Frequencies - 1)));
        Tensor angles = time.unsqueeze(1) * frequencies;
        Tensor when = _time2.forward(nn.functional.silu(_time1.forward(cat([angles.cos(), angles.sin()], 1))));
        Tensor x = _in.forward(chunk.reshape(batch, ActionChunk.Horizon / _patch, _patch * RobotModel.Dof)) + _position + when.unsqueeze(1);
        foreach (ChunkLayer layer in _layers)
            x = layer.forward(x, condition);
        return _out.forward(_norm.forward(x)).reshape(batch, ActionChunk.Horizon, RobotModel.Dof).MoveToOuterDisposeScope();
    }
}
