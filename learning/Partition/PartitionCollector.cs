using System.Diagnostics;
using DexGrasp.Learning.Checkpoints;

namespace DexGrasp.Learning.Partition;

/// <summary>Fills a folder with pictures on several threads: a file for every <see cref="Together"/> scenes, whole or not there; those that are there are kept.</summary>
internal static class PartitionCollector
{
    /// <summary>Seed of the first scene; far from those of evaluations and of the noun network.</summary>
    public const int FirstSeed = 4_000_000;

    /// <summary>Scenes of a file.</summary>
    public const int Together = 10;

    /// <summary>Makes scenes from <see cref="FirstSeed"/>.</summary>
    public static void Run(string folder, int scenes, int threads, Action<string> tell, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        int files = (scenes + Together - 1) / Together, done = 0;
        long start = Stopwatch.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, files, options, () => new PartitionScenes(), (k, state, maker) =>
        {
            string path = NameOf(folder, k);
            if (!File.Exists(path) && !stop.IsCancellationRequested)
                DurableFile.Write(path, stream =>
                {
                    using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                    for (int i = 0; i < Together; i++)
                        foreach (PartitionPicture picture in maker.Make(FirstSeed + (k * Together) + i))
                            picture.Write(writer);
                });
            if (Interlocked.Increment(ref done) % 10 == 0)
                tell($"{done * Together}/{scenes} scenes, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
            return maker;
        }, _ => { });
    }

    /// <summary>Reads all pictures of a folder.</summary>
    public static List<PartitionPicture> Read(string folder)
    {
        var pictures = new List<PartitionPicture>();
        foreach (string path in Directory.GetFiles(folder, "*.pictures").Order(StringComparer.Ordinal))
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            while (reader.BaseStream.Position < reader.BaseStream.Length)
                pictures.Add(PartitionPicture.Read(reader));
        }

        return pictures;
    }

    private static string NameOf(string folder, int k) => Path.Combine(folder, $"{k:00000}.pictures");
}
