namespace DexGrasp.Learning.Policy;

/// <summary>Sizes of the compact policy.</summary>
/// <param name="Width">Width of a token, E. Divisible by <paramref name="Heads"/>. Default: 128.</param>
/// <param name="Layers">Layers of the chunk transformer. Default: 4.</param>
/// <param name="Heads">Attention heads. Default: 4.</param>
/// <param name="Expansion">Hidden width of the token-wise layers over <paramref name="Width"/>. Default: 2.</param>
/// <param name="Patch">Chunk steps that make one token; divides 64. Default: 4.</param>
public sealed record CompactConfig(int Width = 128, int Layers = 4, int Heads = 4, int Expansion = 2, int Patch = 4)
{
    /// <summary>Gets sizes with an encoder of half the channels, a quarter of the work: to compare with.</summary>
    public static CompactConfig Small { get; } = new() { Channels = [12, 24, 48, 64] };

    /// <summary>Gets the channels of the convolutions, each at half the size of the one before; the last become token width. Default: 24, 48, 96, 128.</summary>
    public IReadOnlyList<int> Channels { get; init; } = [24, 48, 96, 128];
}
