using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>What one cross-attention keeps of the condition tokens.</summary>
/// <param name="Keys">Normed. Shape: [B, heads, N, E / heads].</param>
/// <param name="Values">Same shape.</param>
public sealed record KeysAndValues(Tensor Keys, Tensor Values) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Keys.Dispose();
        Values.Dispose();
    }
}
