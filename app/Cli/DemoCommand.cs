using System.CommandLine;
using DexGrasp.App.Demo;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Policies;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp demo</c>: words in, objects grasped and placed, in simulation.</summary>
internal static class DemoCommand
{
    private const int MostObjects = 25;

    public static Command Create()
    {
        var prompt = new Option<string>("--prompt") { Description = "what to do, in your own words", HelpName = "TEXT", DefaultValueFactory = _ => "clear the table" };
        Option<int> seed = SharedOptions.Seed(), count = SharedOptions.Ranged("--count", 5, 1, MostObjects, "objects on the table", "N");
        Option<DirectoryInfo> folder = SharedOptions.Out("out/demo");
        Option<string> pace = SharedOptions.OneOf("--pace", "as fast as the machine can, or in real time", "fast", "real");
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<string> policy = SharedOptions.Policy(GraspSuite.Classical, PolicyChoice.Learned);
        Option<string?> tracker = SharedOptions.Tracker();
        Option<string?> broker = SharedOptions.Broker("an embedded one runs");
        var noVideo = new Option<bool>("--no-video") { Description = "make no video" };
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("demo", "the main job in simulation: words in, objects grasped and placed; a video, a recording and a report out")
        {
            prompt, seed, count, objects, scene, pace, policy, tracker, folder, broker, noVideo, json,
        };
        var planners = new PlannerOptions();
        planners.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            var options = new DemoOptions(
                parsed.GetValue(prompt)!, parsed.GetValue(seed), parsed.GetValue(folder)!.FullName, parsed.GetValue(pace) == "real",
                SharedOptions.Given(parsed, objects), SharedOptions.Given(parsed, scene), parsed.GetValue(count), SharedOptions.ParseBroker(parsed.GetValue(broker)), !parsed.GetValue(noVideo), parsed.GetValue(policy)!,
                TrackerChoice.Read(parsed.GetValue(tracker)), planners.Read(parsed));
            (DemoResult result, GraspLoopState end) = await DemoRunner.RunAsync(options, output.WriteLine, stop);
            ResultJson.Write(parsed.GetValue(json), result);
            Print(result, output);
            return end switch
            {
                GraspLoopState.Finished => result.Success ? ExitCode.Success : ExitCode.Failure,
                _ => RunCommand.ExitCodeOf(end),
            };
        });
        return command;
    }

    private static void Print(DemoResult result, TextWriter output)
    {
        output.WriteLine($"{result.Placed} of {result.Objects} objects {result.Where}, {result.Attempts} grasps, {result.Refused} commands refused, {result.Seconds:0} s: {result.Reason}");
        if (result.Video is not null)
            output.WriteLine($"video   {Path.GetRelativePath(".", result.Video)}");
        output.WriteLine($"report  {Path.GetRelativePath(".", result.Report)}");
    }
}
