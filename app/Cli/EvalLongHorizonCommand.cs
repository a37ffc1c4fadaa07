using System.CommandLine;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.LongHorizon;
using DexGrasp.App.Policies;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval longhorizon</c>: tasks of several grasps, from words and pictures to the tray.</summary>
internal static class EvalLongHorizonCommand
{
    public static Command Create()
    {
        Option<string> policy = SharedOptions.Policy(PolicyChoice.Learned, GraspSuite.Classical);
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<int> episodes = SharedOptions.Ranged("--scenes", 24, 1, 1_000_000, "scenes for each of the four prompts", "N");
        Option<int> seed = SharedOptions.Seed();
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads; the result does not depend on it", "N");
        var video = new Option<bool>("--video") { Description = "make a video of every task" };
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-longhorizon");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("longhorizon", "tasks of several grasps: clear the table, everything green, the bottles, the food") { policy, objects, scene, episodes, seed, threads, video, folder, json };
        command.SetAction((parsed, stop) =>
        {
            var options = new EvaluationOptions(
                parsed.GetValue(policy)!, parsed.GetValue(objects)!, parsed.GetValue(scene)!, null, parsed.GetValue(episodes),
                parsed.GetValue(seed), parsed.GetValue(threads), Shard.Whole, parsed.GetValue(video) ? 1 : 0, parsed.GetValue(folder)!.FullName);
            LongHorizonResult result = LongHorizonEvaluator.Run(options, stop);
            ResultJson.Write(parsed.GetValue(json), result);
            LongHorizonEvaluator.Print(result, options.Folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
