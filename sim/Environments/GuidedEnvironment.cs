using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Environments;

/// <summary>
/// An environment with an expert beside it, whose action in the present state stands behind the privileged numbers: imitation learns
/// from it wherever the learner has driven (DAgger, Ross et al. 2011).
/// </summary>
public sealed class GuidedEnvironment : IEnvironment
{
    private readonly IEnvironment _inner;
    private readonly IExpert _expert;
    private readonly float[] _shown;

    /// <summary>Makes the pair.</summary>
    /// <param name="inner">Disposed of with this.</param>
    /// <param name="expert">Of that environment.</param>
    public GuidedEnvironment(IEnvironment inner, IExpert expert)
    {
        (_inner, _expert) = (inner, expert);
        _shown = new float[inner.Spec.ActionSize];
        Spec = inner.Spec with { PrivilegedSize = inner.Spec.PrivilegedSize + inner.Spec.ActionSize };
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public void Reset(ulong seed)
    {
        _inner.Reset(seed);
        _expert.Begin(EpisodeRandom.Derive(seed, 1));
        _expert.Act(_shown);
    }

    /// <inheritdoc/>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        StepResult result = _inner.Step(action);
        if (!result.Done)
            _expert.Act(_shown);
        return result;
    }

    /// <inheritdoc/>
    public void Observe(Span<float> observation, Span<float> privileged)
    {
        _inner.Observe(observation, privileged[..^_shown.Length]);
        _shown.CopyTo(privileged[^_shown.Length..]);
    }

    /// <inheritdoc/>
    public void ReadCosts(Span<float> costs) => _inner.ReadCosts(costs);

    /// <inheritdoc/>
    public void ReadMetrics(Span<float> metrics) => _inner.ReadMetrics(metrics);

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();
}
