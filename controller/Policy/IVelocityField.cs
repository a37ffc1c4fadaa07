namespace DexGrasp.Controller.Policy;

/// <summary>Says in which direction a noisy chunk has to move to become a clean one. One thread at a time.</summary>
public interface IVelocityField
{
    /// <summary>Works out the velocity.</summary>
    /// <param name="chunk">Normalised, noisy. Shape: [64 x 13].</param>
    /// <param name="time">0 is noise, 1 the clean chunk. Range: [0, 1).</param>
    /// <param name="velocity">Written; may be <paramref name="chunk"/> itself. Shape: [64 x 13].</param>
    void Velocity(ReadOnlySpan<float> chunk, float time, Span<float> velocity);
}
