using System.Diagnostics;
using DexGrasp.Learning.Checkpoints;

namespace DexGrasp.Learning.Grounding;

/// <summary>Fills a file with examples on several threads.</summary>
internal static class GrounderCollector
{
    /// <summary>Seed of the first scene; far from those of evaluations.</summary>
    public const int FirstSeed = 2_000_000;

    /// <summary>Makes scenes from <see cref="FirstSeed"/> and writes their examples in the order of their seeds; goes on with a file that is there.</summary>
    public static void Run(string path, int scenes, int threads, Action<string> tell, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using FileStream file = File.Open(path, FileMode.OpenOrCreate);
        int first = (GrounderFile.CutLastScene(file) ?? FirstSeed) - FirstSeed;
        using var writer = new BinaryWriter(file);
        var waiting = new SortedDictionary<int, IReadOnlyList<GrounderExample>>();
        int next = first - 1, written = first, count = 0;
        long start = Stopwatch.GetTimestamp();
        Exception? broken = null;
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(i => new Thread(Work, 16 << 20) { Name = $"grounder worker {i}", IsBackground = true })];

        void Work()
        {
            try
            {
                var maker = new GrounderScenes();
                for (int i = Interlocked.Increment(ref next); i < scenes && !stop.IsCancellationRequested && broken is null; i = Interlocked.Increment(ref next))
                    Take(i, maker.Make(FirstSeed + i));
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref broken, e, null);
            }
        }

        void Take(int index, IReadOnlyList<GrounderExample> examples)
        {
            lock (waiting)
            {
                waiting[index] = examples;
                while (waiting.Remove(written, out IReadOnlyList<GrounderExample>? ready))
                {
                    GrounderFile.Append(writer, ready);
                    count += ready.Count;
                    if (++written % 100 == 0)
                        tell($"{written}/{scenes} scenes, {count} examples, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
                }
            }
        }

        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        if (broken is not null)
            throw new CheckpointException($"A scene could not be made: {broken.Message}", broken);
    }
}
