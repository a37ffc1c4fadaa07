using System.Runtime.ExceptionServices;
using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation;

/// <summary>Spreads numbered scenes over threads, each with a worker of its own; what comes out does not depend on how many there are.</summary>
internal static class SceneWorkers
{
    /// <summary>Runs all scenes.</summary>
    /// <param name="name">For progress and the threads' names.</param>
    /// <param name="count">Scenes. Range: 1 and up.</param>
    /// <param name="threads">Range: 1 and up.</param>
    /// <param name="make">Makes a thread's worker; it is disposed of if it can be.</param>
    /// <param name="run">Runs the scene of a number from 0.</param>
    /// <param name="stop">Ends after the scenes that run.</param>
    /// <returns>The results in the order of the numbers. The first exception of a worker is thrown on.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TResult[] Run<TWorker, TResult>(string name, int count, int threads, Func<TWorker> make, Func<TWorker, int, TResult> run, CancellationToken stop)
        where TWorker : notnull
    {
        var results = new TResult[count];
        int next = -1;
        Exception? broken = null;
        using var progress = ProgressLine.ForConsole(name, count);

        void Work()
        {
            try
            {
                TWorker worker = make();
                using var owned = worker as IDisposable;
                for (int i = Interlocked.Increment(ref next); i < count && broken is null && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
                {
                    results[i] = run(worker, i);
                    progress.Advance("");
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref broken, e, null);
            }
        }

        Thread[] workers = [.. Enumerable.Range(0, threads).Select(i => new Thread(Work, 16 << 20) { Name = $"{name} worker {i}", IsBackground = true })];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        stop.ThrowIfCancellationRequested();
        if (broken is not null)
            ExceptionDispatchInfo.Throw(broken);
        return results;
    }
}
