using DexGrasp.App.Cli;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Demonstrations;
using DexGrasp.Data.LeRobot;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Collect;

/// <summary>Records demonstrations of the privileged expert on several threads into one LeRobot dataset.</summary>
internal static class DemonstrationCollector
{
    /// <summary>Records episodes with the seeds first + k; those that failed are not kept.</summary>
    /// <param name="folder">A new dataset, or one of the same schema that is added to.</param>
    /// <param name="episodes">How many to record.</param>
    /// <param name="seed">k of the first. Give what earlier runs recorded, so that no episode comes twice.</param>
    /// <param name="threads">Worker threads. The order of episodes in the dataset depends on them, their content does not.</param>
    /// <param name="stop">Ends after the episodes under way; the dataset is whole.</param>
    /// <returns>Episodes recorded and kept.</returns>
    public static async Task<(int Recorded, int Kept)> RunAsync(string folder, int episodes, int seed, int threads, CancellationToken stop)
    {
        DatasetSchema schema = DemonstrationSchema.Of(Rm75.Model, Workcell.Reference, (int)Math.Round(1 / DemonstrationRecorder.FramePeriod.TotalSeconds));
        await using LeRobotWriter writer = await LeRobotWriter.OpenOrCreateAsync(folder, schema, stop).ConfigureAwait(false);
        foreach (string repair in writer.Repairs)
            Console.Error.WriteLine(repair);
        var turn = new Lock();
        var recorder = new DemonstrationRecorder();
        int next = 0, recorded = 0, kept = 0;
        using var progress = ProgressLine.ForConsole("collect grasp", episodes);
        Task[] workers = [.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Work, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        await Task.WhenAll(workers).ConfigureAwait(false);
        return (recorded, kept);

        void Work()
        {
            var sink = new LeRobotSink(writer, turn);
            for (int i = Interlocked.Increment(ref next) - 1; i < episodes && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next) - 1)
            {
                try
                {
                    if (recorder.Record(DemonstrationRecorder.FirstSeed + seed + i, sink, null, stop).Kept)
                        Interlocked.Increment(ref kept);
                }
                catch (SceneException)
                {
                    // A seed without a graspable target is a seed less; the count says so.
                }

                progress.Advance($"{kept} of {Interlocked.Increment(ref recorded)} kept");
            }
        }
    }
}
