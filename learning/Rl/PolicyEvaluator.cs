using DexGrasp.Core.Environments;
using DexGrasp.Learning.Checkpoints;

namespace DexGrasp.Learning.Rl;

/// <summary>Judges a trained policy, which acts without exploring.</summary>
internal static class PolicyEvaluator
{
    /// <summary>Runs episodes.</summary>
    /// <param name="policy">Of the task.</param>
    /// <param name="environments">Begun anew here.</param>
    /// <param name="episodes">Shared out evenly: which ones count is settled before they begin, so that short ones are no more likely to. Range: at least 1.</param>
    /// <param name="seed">Decides everything random.</param>
    /// <param name="stop">Ends between two steps.</param>
    /// <returns>By environment, then by number.</returns>
    /// <exception cref="CheckpointException">The policy is of another task.</exception>
    public static IReadOnlyList<EpisodeResult> Run(TrainedPolicy policy, IVectorEnvironment environments, int episodes, ulong seed, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        EnvironmentSpec spec = environments.Spec;
        if (PolicySizes.Of(spec) != policy.Sizes)
            throw new CheckpointException($"The policy is of the task {policy.Sizes}; the environments are of {PolicySizes.Of(spec)}.");
        (int n, int costs, int metrics) = (environments.Count, spec.CostNames.Count, spec.MetricNames.Count);
        var results = new List<EpisodeResult>();
        var (sums, spent, done) = (new double[n], new double[n * costs], new int[n]);
        var actions = new float[n * spec.ActionSize];
        environments.Reset(seed);
        EnvironmentBatch batch = environments.Batch;
        while (results.Count < episodes)
        {
            stop.ThrowIfCancellationRequested();
            policy.Act(batch.Observations, actions);
            environments.Step(actions);
            for (int k = 0; k < spent.Length; k++)
                spent[k] += batch.Costs[k];
            for (int i = 0; i < n; i++)
            {
                sums[i] += batch.Rewards[i];
                if (!batch.Terminated[i] && !batch.Truncated[i])
                    continue;
                Span<double> cost = spent.AsSpan(i * costs, costs);
                float[] row = batch.Metrics[(i * metrics)..((i + 1) * metrics)];
                if ((done[i] * n) + i < episodes)
                    results.Add(new EpisodeResult(i, done[i], row[0] > 0.5f && batch.Faults[i] is null, batch.Lengths[i], sums[i], row, cost.ToArray(), batch.Faults[i]));
                cost.Clear();
                (sums[i], done[i]) = (0, done[i] + 1);
            }
        }

        return [.. results.OrderBy(r => r.Environment).ThenBy(r => r.Number)];
    }
}
