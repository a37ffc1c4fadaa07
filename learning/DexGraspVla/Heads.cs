using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Splits token widths into attention heads and back.</summary>
internal static class Heads
{
    /// <summary>[B, N, parts * E] to parts tensors of [B, heads, N, E / heads].</summary>
    public static Tensor[] Split(Tensor tokens, int parts, int heads)
    {
        long batch = tokens.shape[0], count = tokens.shape[1], size = tokens.shape[2] / parts / heads;
        return tokens.reshape(batch, count, parts, heads, size).permute(2, 0, 3, 1, 4).unbind(0);
    }

    /// <summary>[B, heads, N, E / heads] to [B, N, E].</summary>
    public static Tensor Join(Tensor heads)
    {
        Tensor swapped = heads.transpose(1, 2);
        return swapped.reshape(swapped.shape[0], swapped.shape[1], -1);
    }
}
