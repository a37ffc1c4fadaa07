using DexGrasp.Core.Environments;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Training;

namespace DexGrasp.Learning.Rl.Imitation;

/// <summary>A run of imitation in a folder; minutes long, so that one that was stopped begins anew.</summary>
internal static class ImitationRun
{
    /// <summary>Runs until all steps are done.</summary>
    /// <param name="environments">With an expert's action behind the privileged numbers; as many as the options say.</param>
    /// <param name="options">Sizes of network and roll-outs, rate, length, seed.</param>
    /// <param name="folder">Receives the curves and policy.safetensors, which <c>--start</c> of <c>train rl</c> takes.</param>
    /// <param name="tell">Progress, a line at a time.</param>
    /// <param name="stop">Ends after the present roll-out; the policy so far is kept.</param>
    /// <param name="start">A checkpoint whose policy to begin with, of a task with the same numbers; the learner then drives from the first step. Default: null.</param>
    /// <exception cref="Checkpoints.CheckpointException">That checkpoint cannot be used.</exception>
    /// <exception cref="RlException">Numbers are not finite.</exception>
    public static void Run(IVectorEnvironment environments, PpoOptions options, string folder, Action<string> tell, CancellationToken stop, string? start = null)
    {
        options.Validate();
        PolicySizes guided = PolicySizes.Of(environments.Spec);
        using var state = new PpoState(guided with { Privileged = guided.Privileged - guided.Action }, options);
        if (start is not null)
            RlCheckpoint.Start(start, state);
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "policy.safetensors");
        using var metrics = new MetricsWriter(folder, TimeProvider.System, resumeAtStep: 1);
        var trainer = new ImitationTrainer(environments, state, start is not null);
        trainer.BeginEpisodes();
        using var gate = new FinalizerGate();
        while (state.Steps < options.TotalSteps && !stop.IsCancellationRequested)
        {
            double loss = trainer.Iterate();
            gate.Drain();
            var values = new Dictionary<string, double> { ["imitation/loss"] = loss };
            if (trainer.Tally.Iteration.Count > 0)
                (values["episode/success"], values["episode/return"]) = (trainer.Tally.Iteration.MeanMetric(0), trainer.Tally.Iteration.MeanReturn);
            metrics.Write(state.Steps, values);
            if (state.Iteration % options.CheckpointInterval != 0)
                continue;
            RlCheckpoint.Write(file, state);
            EpisodeSums sums = trainer.Tally.Checkpoint;
            string ended = sums.Count == 0 ? "no episode ended" : $"{sums.Count} episodes: success {sums.MeanMetric(0):P1}, return {sums.MeanReturn:F2}, length {sums.MeanLength:F0}";
            tell($"step {state.Steps:N0}/{options.TotalSteps:N0}, {ended}; mean squared difference {loss:F4}");
            sums.Clear();
        }

        RlCheckpoint.Write(file, state);
        tell($"{file}: policy of the task {state.Sizes}");
    }
}
