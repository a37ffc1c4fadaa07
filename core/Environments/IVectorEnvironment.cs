namespace DexGrasp.Core.Environments;

/// <summary>
/// Many environments of one kind that step together. Where an episode ends, the next one begins in the same step (same-step
/// autoreset, Gymnasium 1.1), and the last observation of the old one is kept beside the first of the new one.
/// </summary>
/// <remarks>One caller at a time. Equal seeds give equal bits, whatever the number of threads.</remarks>
public interface IVectorEnvironment : IDisposable
{
    /// <summary>Gets what each environment takes and gives.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>Gets the number of environments, N.</summary>
    int Count { get; }

    /// <summary>Gets the results of the last step; written again by the next one.</summary>
    EnvironmentBatch Batch { get; }

    /// <summary>Begins an episode in every environment.</summary>
    /// <param name="seed">Decides everything random until the next call: episode k of environment i has a seed that follows from this one, i and k.</param>
    void Reset(ulong seed);

    /// <summary>Advances every environment by one control period.</summary>
    /// <param name="actions">Shape: [N x ActionSize]. Range: -1 to 1.</param>
    /// <exception cref="ArgumentException">A wrong length.</exception>
    void Step(ReadOnlySpan<float> actions);
}
