namespace DexGrasp.Core.Environments;

/// <summary>
/// What all environments of a vector gave in their last step, one row each. The arrays are pinned and reused: a tensor may lie on
/// them; whoever keeps them past the next step copies them.
/// </summary>
public sealed class EnvironmentBatch
{
    private readonly string?[] _faults;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="spec">Gives the widths.</param>
    /// <param name="count">Rows, N. Range: at least 1.</param>
    public EnvironmentBatch(EnvironmentSpec spec, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Observations = Pinned<float>(count * spec.ObservationSize);
        Privileged = Pinned<float>(count * spec.PrivilegedSize);
        FinalObservations = Pinned<float>(count * spec.ObservationSize);
        FinalPrivileged = Pinned<float>(count * spec.PrivilegedSize);
        Rewards = Pinned<float>(count);
        Costs = Pinned<float>(count * spec.CostNames.Count);
        Terminated = Pinned<bool>(count);
        Truncated = Pinned<bool>(count);
        Metrics = Pinned<float>(count * spec.MetricNames.Count);
        Lengths = Pinned<int>(count);
        _faults = new string?[count];
    }

    /// <summary>Gets what the policy sees next: of the new episode where one ended. Shape: [N x ObservationSize].</summary>
    public float[] Observations { get; }

    /// <summary>Gets what only a critic sees beside that. Shape: [N x PrivilegedSize].</summary>
    public float[] Privileged { get; }

    /// <summary>Gets the last observation of the episode that ended in this step; other rows are old. Shape: [N x ObservationSize].</summary>
    public float[] FinalObservations { get; }

    /// <summary>Gets what only a critic sees beside that. Shape: [N x PrivilegedSize].</summary>
    public float[] FinalPrivileged { get; }

    /// <summary>Gets the rewards. Shape: [N].</summary>
    public float[] Rewards { get; }

    /// <summary>Gets the costs, one per constraint. Shape: [N x CostNames].</summary>
    public float[] Costs { get; }

    /// <summary>Gets which episodes reached an end of the task. Shape: [N].</summary>
    public bool[] Terminated { get; }

    /// <summary>Gets which episodes were cut off. Shape: [N].</summary>
    public bool[] Truncated { get; }

    /// <summary>Gets what the episode that ended in this step is judged by; other rows are old. Shape: [N x MetricNames].</summary>
    public float[] Metrics { get; }

    /// <summary>Gets the steps of the episode that ended in this step; other rows are old. Shape: [N].</summary>
    public int[] Lengths { get; }

    /// <summary>Gets why an episode that ended in this step cannot be trusted; null where it can. Shape: [N].</summary>
    public Span<string?> Faults => _faults;

    private static T[] Pinned<T>(int length) => GC.AllocateArray<T>(length, pinned: true);
}
