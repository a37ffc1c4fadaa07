using DexGrasp.Core.Environments;

namespace DexGrasp.Learning.Rl;

/// <summary>Follows the episodes of all environments: how they ended, what they cost, and why some cannot be trusted.</summary>
/// <param name="spec">Of the task.</param>
/// <param name="environments">N.</param>
/// <param name="faults">Counts episodes that ended by a fault, by its reason.</param>
internal sealed class EpisodeTally(EnvironmentSpec spec, int environments, SortedDictionary<string, long> faults)
{
    private readonly double[] _returns = new double[environments];

    /// <summary>Gets the episodes that ended in this iteration.</summary>
    public EpisodeSums Iteration { get; } = new(spec.MetricNames.Count);

    /// <summary>Gets the episodes that ended since the last checkpoint.</summary>
    public EpisodeSums Checkpoint { get; } = new(spec.MetricNames.Count);

    /// <summary>Gets the sums of costs over all steps of this iteration. Shape: [CostNames].</summary>
    public double[] Costs { get; } = new double[spec.CostNames.Count];

    /// <summary>All environments begin anew: what they had collected is no episode.</summary>
    public void BeginEpisodes()
    {
        Array.Clear(_returns);
        Checkpoint.Clear();
    }

    /// <summary>Begins an iteration.</summary>
    public void BeginIteration()
    {
        Iteration.Clear();
        Array.Clear(Costs);
    }

    /// <summary>Takes the results of one step.</summary>
    public void Add(EnvironmentBatch batch)
    {
        (int costs, int metrics) = (spec.CostNames.Count, spec.MetricNames.Count);
        for (int k = 0; k < batch.Costs.Length; k++)
            Costs[k % costs] += batch.Costs[k];
        for (int i = 0; i < _returns.Length; i++)
        {
            _returns[i] += batch.Rewards[i];
            if (!batch.Terminated[i] && !batch.Truncated[i])
                continue;
            ReadOnlySpan<float> row = batch.Metrics.AsSpan(i * metrics, metrics);
            Iteration.Add(_returns[i], batch.Lengths[i], row);
            Checkpoint.Add(_returns[i], batch.Lengths[i], row);
            _returns[i] = 0;
            if (batch.Faults[i] is { } fault)
                faults[fault] = faults.GetValueOrDefault(fault) + 1;
        }
    }
}
