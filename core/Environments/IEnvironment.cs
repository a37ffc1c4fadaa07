namespace DexGrasp.Core.Environments;

/// <summary>
/// One environment of a (constrained) Markov decision process. After a step that ends the episode, <see cref="Observe"/> and
/// <see cref="ReadMetrics"/> still tell of that episode; it never resets by itself.
/// </summary>
/// <remarks>
/// One thread at a time. Equal seeds and actions give equal bits, whatever other environments do meanwhile. Only the constructor
/// may allocate. Any environment must pass the tests of <c>EnvironmentContract</c>.
/// </remarks>
public interface IEnvironment : IDisposable
{
    /// <summary>Gets what it takes and gives.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Decides everything random in the episode.</param>
    void Reset(ulong seed);

    /// <summary>Advances by one control period.</summary>
    /// <param name="action">Shape: [ActionSize]. Range: -1 to 1, limited otherwise; a number that is not finite ends the episode with a fault.</param>
    /// <exception cref="ArgumentException">A wrong length.</exception>
    /// <exception cref="InvalidOperationException">The episode is over, or none was begun.</exception>
    StepResult Step(ReadOnlySpan<float> action);

    /// <summary>Writes what policy and critic see now. All numbers are finite.</summary>
    /// <param name="observation">Shape: [ObservationSize].</param>
    /// <param name="privileged">Shape: [PrivilegedSize].</param>
    void Observe(Span<float> observation, Span<float> privileged);

    /// <summary>Writes the costs of the last step, one per constraint, each 0 or more.</summary>
    /// <param name="costs">Shape: [CostNames].</param>
    void ReadCosts(Span<float> costs);

    /// <summary>Writes what the episode so far is judged by.</summary>
    /// <param name="metrics">Shape: [MetricNames].</param>
    void ReadMetrics(Span<float> metrics);
}
