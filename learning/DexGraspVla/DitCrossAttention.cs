using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Attention from the steps of a chunk to the condition tokens, with normed queries and keys.</summary>
internal sealed class DitCrossAttention : nn.Module
{
    private readonly Linear _query, _keyValue, _projection;
    private readonly ScaleNorm _queryNorm, _keyNorm;
    private readonly int _heads;
    private readonly double _dropout;

    public DitCrossAttention(ControllerConfig config, Device device)
        : base(nameof(DitCrossAttention))
    {
        (_heads, _dropout) = (config.DitHeads, config.Dropout);
        register_module("q", _query = nn.Linear(config.Width, config.Width, device: device));
        register_module("kv", _keyValue = nn.Linear(config.Width, 2 * config.Width, device: device));
        register_module("q_norm", _queryNorm = new ScaleNorm(config.Width / _heads, config.Norm, device));
        register_module("k_norm", _keyNorm = new ScaleNorm(config.Width / _heads, config.Norm, device));
        register_module("proj", _projection = nn.Linear(config.Width, config.Width, device: device));
    }

    /// <summary>Prepares condition tokens. Each token's part depends on that token alone.</summary>
    /// <param name="condition">Shape: [B, N, E].</param>
    public KeysAndValues Prepare(Tensor condition)
    {
        using var scope = NewDisposeScope();
        Tensor[] parts = Heads.Split(_keyValue.forward(condition), 2, _heads);
        return new KeysAndValues(_keyNorm.forward(parts[0]).MoveToOuterDisposeScope(), parts[1].MoveToOuterDisposeScope());
    }

    /// <summary>Mixes what the condition tokens say into each step: [B, H, E] to [B, H, E].</summary>
    public Tensor Mix(Tensor tokens, Tensor keys, Tensor values)
    {
        using var scope = NewDisposeScope();
        Tensor mixed = nn.functional.scaled_dot_product_attention(Query(tokens), keys, values, p: training ? _dropout : 0);
        return nn.functional.dropout(_projection.forward(Heads.Join(mixed)), _dropout, training).MoveToOuterDisposeScope();
    }

    /// <summary>Returns how much each step looks at each condition token. Shape: [B, heads, H, N]; rows add up to 1.</summary>
    public Tensor Weights(Tensor tokens, Tensor keys)
    {
        using var scope = NewDisposeScope();
        Tensor query = Query(tokens);
        return softmax(query.matmul(keys.transpose(-2, -1)) / Math.Sqrt(query.shape[^1]), -1).MoveToOuterDisposeScope();
    }

    private Tensor Query(Tensor tokens) => _queryNorm.forward(Heads.Split(_query.forward(tokens), 1, _heads)[0]);
}
