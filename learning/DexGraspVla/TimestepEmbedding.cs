using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>The diffusion time as a token: 128 cosines and 128 sines of falling frequency, then two linear layers.</summary>
internal sealed class TimestepEmbedding : nn.Module<Tensor, Tensor>
{
    private const int Half = 128;
    private const double LongestPeriod = 10_000;
    private readonly Linear _first, _second;

    public TimestepEmbedding(int width, Device device)
        : base(nameof(TimestepEmbedding))
    {
        _first = nn.Linear(2 * Half, width, device: device);
        _second = nn.Linear(width, width, device: device);
        register_module("mlp", new NamedModules(("0", _first), ("2", _second)));
    }

    /// <param name="timesteps">Shape: [B], int64.</param>
    /// <returns>Shape: [B, E].</returns>
    public override Tensor forward(Tensor timesteps)
    {
        using var scope = NewDisposeScope();
        Tensor frequencies = exp(arange(Half, dtype: float32, device: timesteps.device) * (-Math.Log(LongestPeriod) / Half));
        Tensor angles = timesteps.to(float32).unsqueeze(1) * frequencies;
        return _second.forward(nn.functional.silu(_first.forward(cat([angles.cos(), angles.sin()], 1)))).MoveToOuterDisposeScope();
    }
}
