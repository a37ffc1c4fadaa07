namespace DexGrasp.Learning.Parity;

/// <summary>One compared tensor.</summary>
/// <param name="Name">Its name in the reference.</param>
/// <param name="Error">Largest error over its numbers; infinite if a shape differs or a number is not finite.</param>
/// <param name="Tolerance">What is allowed.</param>
public sealed record ParityRow(string Name, double Error, ParityTolerance Tolerance)
{
    /// <summary>Gets whether the error is within the tolerance.</summary>
    public bool Passed => Error <= Tolerance.Limit;
}
