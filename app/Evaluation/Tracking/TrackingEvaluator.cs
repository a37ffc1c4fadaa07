using System.Diagnostics;
using System.Security.Cryptography;
using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Grasp;

namespace DexGrasp.App.Evaluation.Tracking;

/// <summary>Compares the trackers' masks with the true ones while the expert grasps.</summary>
public static class TrackingEvaluator
{
    /// <summary>Runs all episodes and writes tracking.json.</summary>
    /// <param name="options">Objects, scene, density, episodes, seed, threads and folder are used.</param>
    /// <param name="network">File of a segmenter to measure; null for the one that is part of the build.</param>
    /// <param name="stop">Ends the evaluation; no file is written then.</param>
    /// <exception cref="UserErrorException">The input is wrong or the folder cannot be written.</exception>
    public static TrackingResult Run(EvaluationOptions options, string? network, CancellationToken stop)
    {
        byte[]? model = network is null ? null : Read(network);
        AtomicFile.PrepareFolder(options.Folder);
        var suite = new GraspSuite(options);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<TrackedFrame>[] episodes = SceneWorkers.Run(
            "eval tracking", options.Episodes, options.Threads, () => new TrackingEpisode(suite.Input, model), (episode, i) => episode.Run(options.Seed + i, stop), stop);
        Provenance provenance = suite.Describe() with { Policy = GraspSuite.Expert, Target = GraspSuite.ByBox };
        if (model is not null)
            provenance = provenance with { ModelHashes = new Dictionary<string, string> { [Path.GetFileName(network!)] = Convert.ToHexStringLower(SHA256.HashData(model)) } };
        var result = TrackingResult.From(options.Seed, options.Episodes, [.. episodes.SelectMany(e => e)], Stopwatch.GetElapsedTime(start).TotalSeconds, provenance);
        AtomicFile.WriteText(Path.Combine(options.Folder, "tracking.json"), ResultJson.Serialize(result));
        return result;
    }

    private static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"Cannot read {path}: {e.Message}", "Give the segmenter.onnx that dexgrasp train segmenter wrote.", cause: e);
        }
    }

    /// <summary>Says in a few lines what was found.</summary>
    internal static void Print(TrackingResult result, string folder, TextWriter output)
    {
        output.WriteLine($"tracking, objects {result.Provenance.Objects}: {result.Episodes} grasps of the expert from seed {result.Seed}");
        foreach (TrackingScore s in result.Scores)
            output.WriteLine($"  {s.Tracker,-10} precision {s.Precision:0.000}, recall {s.Recall:0.000}, IoU {s.Iou:0.000} in {s.Pictures} pictures; off the target in {100 * s.Off:0.0} %, lost in {100 * s.Lost:0.0} %; mask of a hidden target in {100 * s.False:0.0} %");
        output.WriteLine($"IoU of network less classical: {result.IouGain:0.000} +- {result.IouGainHalfWidth:0.000} (95 %, over episodes)");
        output.WriteLine($"{result.WallS:0} s; {Path.Combine(folder, "tracking.json")}");
    }
}
