using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>One block of the diffusion transformer: attention among steps, attention to the condition, MLP; each after a norm and added.</summary>
internal sealed class DitBlock : nn.Module
{
    private readonly ScaleNorm _norm1, _norm2, _norm3;
    private readonly DitSelfAttention _attention;
    private readonly DitCrossAttention _cross;
    private readonly Mlp _mlp;

    public DitBlock(ControllerConfig config, Device device)
        : base(nameof(DitBlock))
    {
        register_module("norm1", _norm1 = new ScaleNorm(config.Width, config.Norm, device));
        register_module("attn", _attention = new DitSelfAttention(config, device));
        register_module("cross_attn", _cross = new DitCrossAttention(config, device));
        register_module("norm2", _norm2 = new ScaleNorm(config.Width, config.Norm, device));
        register_module("ffn", _mlp = new Mlp(config.Width, config.Width, tanhGelu: true, device));
        register_module("norm3", _norm3 = new ScaleNorm(config.Width, config.Norm, device));
    }

    public KeysAndValues Prepare(Tensor condition) => _cross.Prepare(condition);

    /// <summary>[B, H, E] to [B, H, E].</summary>
    /// <param name="tokens">The chunk's steps.</param>
    /// <param name="observation">Prepared observation tokens.</param>
    /// <param name="time">The token of the diffusion time, which follows them. Shape: [B, 1, E].</param>
    /// <param name="weights">Receives how much the first step looks at each condition token; null where nobody asks. Shape: [B, heads, N].</param>
    public Tensor Mix(Tensor tokens, KeysAndValues observation, Tensor time, Action<Tensor>? weights)
    {
        using var scope = NewDisposeScope();
        KeysAndValues now = _cross.Prepare(time);
        Tensor keys = cat([observation.Keys, now.Keys], 2), values = cat([observation.Values, now.Values], 2);
        tokens += _attention.forward(_norm1.forward(tokens));
        Tensor normed = _norm2.forward(tokens);
        weights?.Invoke(_cross.Weights(normed, keys)[.., .., 0].clone());
        tokens += _cross.Mix(normed, keys, values);
        return (tokens + _mlp.forward(_norm3.forward(tokens))).MoveToOuterDisposeScope();
    }
}
