using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation;

/// <summary>Runs many episodes on several threads. Results do not depend on how many.</summary>
public static class EvaluationRunner
{
    /// <summary>Runs all given episodes.</summary>
    /// <param name="episodes">What to run.</param>
    /// <param name="threads">Worker threads. Range: 1 and up.</param>
    /// <param name="createRunner">Makes a worker's runner; called on the worker's thread.</param>
    /// <param name="finished">Called after each episode, from any worker.</param>
    /// <param name="cancellationToken">Ends the evaluation; nothing is returned then.</param>
    /// <returns>Results in the order of <paramref name="episodes"/>.</returns>
    /// <exception cref="UserErrorException">A runner found the input wrong.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<EpisodeResult> Run(
        IReadOnlyList<EpisodeSpec> episodes,
        int threads,
        Func<IEpisodeRunner> createRunner,
        Action<EpisodeResult> finished,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var results = new EpisodeResult[episodes.Count];
        int next = -1;
        Exception? broken = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        void Work()
        {
            try
            {
                using IEpisodeRunner runner = createRunner();
                for (int i = Interlocked.Increment(ref next); i < results.Length && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
                {
                    results[i] = RunOne(runner, episodes[i], stop.Token);
                    finished(results[i]);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref broken, e, null);
                stop.Cancel();
            }
        }

        Thread[] workers = [.. Enumerable.Range(0, Math.Min(threads, Math.Max(1, episodes.Count)))
            .Select(i => new Thread(Work, 16 << 20) { Name = $"episode worker {i}", IsBackground = true })];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        cancellationToken.ThrowIfCancellationRequested();
        if (broken is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
        return results;
    }

    // An episode that dies is a failed episode, not the end of the evaluation: one in a thousand must not cost the other 999.
    private static EpisodeResult RunOne(IEpisodeRunner runner, EpisodeSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            return runner.Run(spec, cancellationToken);
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            string reason = EpisodeResult.CrashPrefix + e.GetType().Name + ": " + e.Message;
            return new EpisodeResult(spec.Seed, "", "", false, 0, 0, 0, reason, new Dictionary<string, double>(), 0);
        }
    }
}
