using System.CommandLine;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.Tracking;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval tracking</c>: the trackers' masks against the true ones.</summary>
internal static class EvalTrackingCommand
{
    public static Command Create(Option<string?> density)
    {
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<int> episodes = SharedOptions.Ranged("--episodes", 40, 1, 1_000_000, "grasps", "N");
        Option<int> seed = SharedOptions.Seed();
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads; the result does not depend on it", "N");
        var segmenter = new Option<FileInfo?>("--segmenter") { Description = "a segmenter.onnx to measure; without it the one that is part of the build", HelpName = "FILE" };
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-tracking");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("tracking", "follow the target's mask while the expert grasps; the network beside the classical tracker") { objects, scene, density, episodes, seed, threads, segmenter, folder, json };
        command.SetAction((parsed, stop) =>
        {
            var options = new EvaluationOptions(
                GraspSuite.Expert, parsed.GetValue(objects)!, parsed.GetValue(scene)!, parsed.GetValue(density), parsed.GetValue(episodes),
                parsed.GetValue(seed), parsed.GetValue(threads), Shard.Whole, 0, parsed.GetValue(folder)!.FullName);
            TrackingResult result = TrackingEvaluator.Run(options, parsed.GetValue(segmenter)?.FullName, stop);
            ResultJson.Write(parsed.GetValue(json), result);
            TrackingEvaluator.Print(result, options.Folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
