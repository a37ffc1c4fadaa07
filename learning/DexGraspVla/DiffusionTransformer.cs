using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>
/// Predicts the noise in an action chunk from the chunk, the diffusion time and the observation tokens (arXiv 2502.20900,
/// after arXiv 2212.09748; the time enters as the last condition token).
/// </summary>
public sealed class DiffusionTransformer : nn.Module
{
    private readonly Parameter _positions, _conditionPositions;
    private readonly Linear _input, _output;
    private readonly TimestepEmbedding _time;
    private readonly ModuleList<DitBlock> _blocks;
    private readonly ScaleNorm _norm;

    /// <summary>Makes a transformer with random weights.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="device">Where the weights live.</param>
    public DiffusionTransformer(ControllerConfig config, Device device)
        : base(nameof(DiffusionTransformer))
    {
        register_parameter("_dummy_variable", new Parameter(empty(0, device: device)));
        register_parameter("pos_emb", _positions = new Parameter(Init.Normal([1, config.Horizon, config.Width], device)));
        register_parameter("cond_pos_emb", _conditionPositions = new Parameter(Init.Normal([1, config.ConditionTokens, config.Width], device)));
        register_module("input_emb", _input = nn.Linear(config.ActionSize, config.Width, device: device));
        register_module("time_emb", _time = new TimestepEmbedding(config.Width, device));
        register_module("blocks", _blocks = [.. Enumerable.Range(0, config.DitDepth).Select(_ => new DitBlock(config, device))]);
        register_module("ln_f", _norm = new ScaleNorm(config.Width, config.Norm, device));
        register_module("head", _output = nn.Linear(config.Width, config.ActionSize, device: device));
        Init.Linears(this);
    }

    /// <summary>
    /// Prepares the observation for all denoising steps: keys and values of its tokens do not depend on chunk or time, so that
    /// computing them once is exact.
    /// </summary>
    /// <param name="observation">Shape: [B, N - 1, E], N condition tokens.</param>
    /// <returns>One entry a block; the caller disposes of them.</returns>
    public IReadOnlyList<KeysAndValues> Prepare(Tensor observation)
    {
        using var scope = NewDisposeScope();
        Tensor placed = observation + _conditionPositions[.., ..^1];
        KeysAndValues[] prepared = [.. _blocks.Select(block => block.Prepare(placed))];
        foreach (KeysAndValues one in prepared)
        {
            one.Keys.MoveToOuterDisposeScope();
            one.Values.MoveToOuterDisposeScope();
        }

        return prepared;
    }

    /// <summary>Predicts the noise.</summary>
    /// <param name="chunk">Noisy normalised actions. Shape: [B, H, action size].</param>
    /// <param name="timesteps">Noise level of each chunk. Shape: [B], int64. Range: [0, train timesteps).</param>
    /// <param name="observation">From <see cref="Prepare"/>.</param>
    /// <param name="lastWeights">Receives the last block's attention from the first step to each condition token, and owns it. Shape: [B, heads, N].</param>
    /// <returns>Shape: [B, H, action size].</returns>
    public Tensor PredictNoise(Tensor chunk, Tensor timesteps, IReadOnlyList<KeysAndValues> observation, Action<Tensor>? lastWeights = null)
    {
        using var scope = NewDisposeScope();
        Tensor time = _time.forward(timesteps).unsqueeze(1) + _conditionPositions[.., ^1..];
        Tensor tokens = _input.forward(chunk) + _positions;
        for (int i = 0; i < _blocks.Count; i++)
            tokens = _blocks[i].Mix(tokens, observation[i], time, i == _blocks.Count - 1 && lastWeights is not null ? Hand : null);
        return _output.forward(_norm.forward(tokens)).MoveToOuterDisposeScope();

        void Hand(Tensor weights) => lastWeights!(weights.DetachFromDisposeScope());
    }
}
