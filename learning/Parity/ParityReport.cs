namespace DexGrasp.Learning.Parity;

/// <summary>A model compared with reference numbers.</summary>
/// <param name="Rows">All compared tensors, in the reference's order.</param>
/// <param name="Parameters">Trainable parameters of the model built here.</param>
/// <param name="ExpectedParameters">What the reference says; null if it does not.</param>
public sealed record ParityReport(IReadOnlyList<ParityRow> Rows, long Parameters, long? ExpectedParameters)
{
    /// <summary>Gets the largest error of all tensors that are compared by difference in single precision.</summary>
    public double MaxError => Rows.Where(row => row.Tolerance == ParityTolerance.Of("")).Select(row => row.Error).DefaultIfEmpty(double.PositiveInfinity).Max();

    /// <summary>Gets whether every tensor is within its tolerance and the parameters are as many as expected.</summary>
    public bool Passed => Rows.Count > 0 && Rows.All(row => row.Passed) && (ExpectedParameters ?? Parameters) == Parameters;
}
