namespace DexGrasp.Learning.Parity;

/// <summary>How far a tensor may be from its reference, and how that is measured.</summary>
/// <param name="Limit">Largest error allowed.</param>
/// <param name="Relative">Whether errors are shares of the reference; otherwise differences.</param>
public readonly record struct ParityTolerance(double Limit, bool Relative)
{
    /// <summary>Returns the tolerance of a tensor, by its name: 1e-4 absolute for single-precision results.</summary>
    public static ParityTolerance Of(string name) => name switch
    {
        // The reference's attention map was stored in half precision.
        _ when name.StartsWith("attn_", StringComparison.Ordinal) => new ParityTolerance(1e-3, false),
        "train_loss" => new ParityTolerance(1e-5, true),
        _ when name.StartsWith("gradnorm.", StringComparison.Ordinal) => new ParityTolerance(1e-3, true),
        _ => new ParityTolerance(1e-4, false),
    };
}
