using DexGrasp.Core.Environments;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Training;

namespace DexGrasp.Learning.Rl;

/// <summary>A run of learning in a folder: options.json, checkpoints, curves. Goes on from the newest checkpoint.</summary>
internal static class PpoRun
{
    /// <summary>Runs until all steps are done.</summary>
    /// <param name="environments">As many as the options say; begun anew here.</param>
    /// <param name="options">How; must be those that the folder's run was begun with, its length aside.</param>
    /// <param name="folder">Receives the files.</param>
    /// <param name="tell">Progress, a line at a time.</param>
    /// <param name="stop">Ends after the present iteration, with a checkpoint.</param>
    /// <param name="start">A checkpoint of another run whose policy to begin with; not looked at where a run goes on. Default: null.</param>
    /// <param name="clock">Wall time. Default: the system's.</param>
    /// <exception cref="CheckpointException">Options or a checkpoint cannot be used.</exception>
    /// <exception cref="RlException">Numbers are not finite; the last checkpoint is whole.</exception>
    public static void Run(
        IVectorEnvironment environments, PpoOptions options, string folder, Action<string> tell, CancellationToken stop, string? start = null, TimeProvider? clock = null)
    {
        options.Validate();
        clock ??= TimeProvider.System;
        var files = new RunFolder(folder);
        using var state = new PpoState(PolicySizes.Of(environments.Spec), options);
        if (files.Newest is { } newest)
        {
            RlCheckpoint.Restore(newest, state);
            tell($"going on from {newest}: {state.Steps:N0} of {options.TotalSteps:N0} steps done");
        }
        else if (start is not null)
        {
            RlCheckpoint.Start(start, state);
            tell($"beginning with the policy of {start}");
        }

        options.Write(files.Options);
        using var metrics = new MetricsWriter(folder, clock, resumeAtStep: state.Steps + 1);
        var trainer = new PpoTrainer(environments, state, clock);
        trainer.BeginEpisodes();
        using var gate = new FinalizerGate();
        while (state.Steps < options.TotalSteps && !stop.IsCancellationRequested)
        {
            IterationReport report = trainer.Iterate();
            gate.Drain();
            Dictionary<string, double> values = RunMetrics.Of(report, trainer.Tally, environments.Spec, state);
            metrics.Write(state.Steps, values);
            bool isBoundary = state.Iteration % options.CheckpointInterval == 0;
            if (!isBoundary && state.Steps < options.TotalSteps && !stop.IsCancellationRequested)
                continue;
            Save(files, state, trainer.Tally.Checkpoint, tell);
            tell(RunMetrics.Line(report, trainer.Tally.Checkpoint, state));
            if (isBoundary)
                trainer.BeginEpisodes();
        }

        foreach ((string reason, long count) in state.Faults)
            tell($"{count} of {state.Episodes} episodes ended by a fault: {reason}");
    }

    private static void Save(RunFolder files, PpoState state, EpisodeSums episodes, Action<string> tell)
    {
        // Among equal rates of success the return decides, as in the beginning, when all are 0. A few episodes may be luck, and the
        // first to end are the short ones.
        (double Success, double Return) found = (episodes.MeanMetric(0), episodes.MeanReturn);
        bool isBest = episodes.Count >= state.Options.Environments && (found.Success > state.Best.Success || (found.Success == state.Best.Success && found.Return > state.Best.Return));
        if (isBest)
        {
            state.Best = found;
            RlCheckpoint.Write(files.Best, state);
            tell($"best so far: success {found.Success:P1}, return {found.Return:F2} over {episodes.Count} episodes");
        }

        RlCheckpoint.Write(files.Checkpoint(state.Steps), state);
        files.Prune();
    }
}
