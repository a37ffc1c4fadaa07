using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>Multi-head attention from tokens to a context, which may be the tokens themselves: [B, T, E] and [B, N, E] to [B, T, E].</summary>
internal sealed class ChunkAttention : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear _query, _keysValues, _project;
    private readonly int _heads;

    public ChunkAttention(CompactConfig config, Device device)
        : base(nameof(ChunkAttention))
    {
        _heads = config.Heads;
        register_module("query", _query = nn.Linear(config.Width, config.Width, device: device));
        register_module("keys_values", _keysValues = nn.Linear(config.Width, 2 * config.Width, device: device));
        register_module("project", _project = nn.Linear(config.Width, config.Width, device: device));
    }

    public override Tensor forward(Tensor tokens, Tensor context)
    {
        using var scope = NewDisposeScope();
        Tensor[] keysValues = _keysValues.forward(context).chunk(2, -1);
        Tensor mixed = nn.functional.scaled_dot_product_attention(Split(_query.forward(tokens)), Split(keysValues[0]), Split(keysValues[1]));
        return _project.forward(mixed.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    // [B, T, E] to [B, heads, T, E / heads].
    private Tensor Split(Tensor x) => x.unflatten(2, _heads, x.shape[2] / _heads).transpose(1, 2);
}
