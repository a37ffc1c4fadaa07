using DexGrasp.Core.Environments;

namespace DexGrasp.Learning.Rl;

/// <summary>What a run tells of itself.</summary>
internal static class RunMetrics
{
    /// <summary>Returns the curves' values of one iteration; what no episode tells of is left out.</summary>
    public static Dictionary<string, double> Of(IterationReport report, EpisodeTally tally, EnvironmentSpec spec, PpoState state)
    {
        double seconds = (report.Collecting + report.Updating).TotalSeconds;
        var values = new Dictionary<string, double>
        {
            ["run/iteration"] = state.Iteration,
            ["run/episodes"] = state.Episodes,
            ["run/faults"] = state.Faults.Values.Sum(),
            ["run/steps_per_s"] = state.Options.BatchSize / Math.Max(seconds, 1e-9),
            ["run/update_share"] = report.Updating.TotalSeconds / Math.Max(seconds, 1e-9),
            ["update/epochs"] = report.Update.Epochs,
            ["update/kl"] = report.Update.Divergence,
            ["update/clip_fraction"] = report.Update.ClipFraction,
            ["update/policy_loss"] = report.Update.PolicyLoss,
            ["update/value_loss"] = report.Update.ValueLoss,
            ["update/explained_variance"] = report.ExplainedVariance,
            ["update/learning_rate"] = report.Rate,
            ["policy/entropy"] = report.Update.Entropy,
            ["policy/std"] = report.Update.Deviation,
        };
        for (int c = 0; c < spec.CostNames.Count; c++)
            values[$"cost/{spec.CostNames[c]}"] = tally.Costs[c] / state.Options.BatchSize;
        if (tally.Iteration.Count == 0)
            return values;
        values["episode/count"] = tally.Iteration.Count;
        values["episode/return"] = tally.Iteration.MeanReturn;
        values["episode/length"] = tally.Iteration.MeanLength;
        for (int m = 0; m < spec.MetricNames.Count; m++)
            values[$"episode/{spec.MetricNames[m]}"] = tally.Iteration.MeanMetric(m);
        return values;
    }

    /// <summary>Returns a line for people.</summary>
    public static string Line(IterationReport report, EpisodeSums episodes, PpoState state)
    {
        string ended = episodes.Count == 0 ? "no episode ended" : $"{episodes.Count} episodes: success {episodes.MeanMetric(0):P1}, return {episodes.MeanReturn:F2}, length {episodes.MeanLength:F0}";
        double seconds = (report.Collecting + report.Updating).TotalSeconds;
        return $"step {state.Steps:N0}/{state.Options.TotalSteps:N0}, {ended}; KL {report.Update.Divergence:F4}, rate {report.Rate:E1}, std {report.Update.Deviation:F3}, explained {report.ExplainedVariance:F2}, {state.Options.BatchSize / Math.Max(seconds, 1e-9):F0} steps/s";
    }
}
