using System.Diagnostics;
using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation;

/// <summary>Evaluates a suite from options to files.</summary>
public static class Evaluator
{
    /// <summary>Runs the shard's episodes and writes eval.json and report.html.</summary>
    /// <param name="suite">What to evaluate.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the evaluation; no file is written then.</param>
    /// <exception cref="UserErrorException">The input is wrong or the folder cannot be written.</exception>
    public static EvaluationResult Run(IEvaluationSuite suite, EvaluationOptions options, CancellationToken cancellationToken)
    {
        AtomicFile.PrepareFolder(options.Folder);
        EpisodeSpec[] specs = [.. Enumerable.Range(0, options.Episodes).Where(options.Shard.Has).Select(i => new EpisodeSpec(
            i, options.Seed + i, i < options.Videos ? Path.Combine(options.Folder, EvaluationFolder.VideoName(options.Seed + i)) : null))];
        long start = Stopwatch.GetTimestamp();
        int done = 0, succeeded = 0;
        IReadOnlyList<EpisodeResult> results;
        using (var progress = ProgressLine.ForConsole($"eval {suite.Name}", specs.Length))
        {
            results = EvaluationRunner.Run(specs, options.Threads, suite.CreateRunner, Count, cancellationToken);

            void Count(EpisodeResult result)
            {
                int good = result.Success ? Interlocked.Increment(ref succeeded) : Volatile.Read(ref succeeded);
                progress.Advance($"success {100.0 * good / Interlocked.Increment(ref done):0.0} %");
            }
        }

        var evaluation = EvaluationResult.From(
            suite.Name, options.Policy, options.Seed, options.Episodes, results, Stopwatch.GetElapsedTime(start).TotalSeconds,
            suite.Describe() with { Shard = options.Shard == Shard.Whole ? null : options.Shard.ToString() });
        EvaluationFolder.Write(options.Folder, evaluation);
        return evaluation;
    }
}
