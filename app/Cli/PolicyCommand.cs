using System.CommandLine;
using DexGrasp.App.Policies.Attention;
using DexGrasp.App.Policies.Checks;
using DexGrasp.App.Policies.Replays;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Tasks;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp policy</c>: looks at what a learned policy does with what it is shown; nothing moves.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "look at what a learned policy does with what it is shown") { CreateCheck(), CreateReplay(), CreateAttention() };

    private static Command CreateCheck()
    {
        Argument<DirectoryInfo> folder = Folder();
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<int> scenes = SharedOptions.Ranged("--scenes", 20, 1, 10_000, "scenes to look at", "N");
        Option<int> seed = SharedOptions.Ranged("--seed", GraspTask.FirstTuningSeed, 0, int.MaxValue - 1_000_000, "seed of the first scene", "N");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("check", "change mask, pictures and state, and look whether the policy's chunk changes; fails if it does not") { folder, objects, scene, scenes, seed, json };
        command.SetAction((parsed, stop) =>
        {
            SceneInput input = SceneInput.Load(parsed.GetValue(objects)!, parsed.GetValue(scene)!);
            PolicyCheckResult result = PolicyCheck.Run(
                PolicyFolder.Read(parsed.GetValue(folder)!.FullName, Rm75.Model), input, parsed.GetValue(scenes), parsed.GetValue(seed), stop);
            ResultJson.Write(parsed.GetValue(json), result);
            Print(result, parsed.InvocationConfiguration.Output);
            return Task.FromResult(result.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static Command CreateReplay() => CreateOnDemonstration(
        "replay", "let a policy predict a chunk at every frame of a demonstration, and compare with what was done",
        PolicyReplay.RunAsync, ReplayReport.Name, ReplayReport.Render, PrintReplay);

    private static Command CreateAttention() => CreateOnDemonstration(
        "attention", "show where a policy looks in the pictures of a demonstration; needs a policy of dexgrasp export --attention",
        AttentionMaps.MakeAsync, AttentionReport.Name, AttentionReport.Render, PrintAttention);

    // Shows a policy a demonstration; leaves a page, numbers where they are wanted, and a few lines.
    private static Command CreateOnDemonstration<T>(
        string name, string description, Func<PolicyFolder, ShownEpisode, CancellationToken, Task<T>> run, string pageName, Func<T, string> render, Action<T, TextWriter> print)
    {
        Argument<DirectoryInfo> folder = Folder();
        Option<int?> episode = Episode();
        Option<DirectoryInfo?> dataset = Dataset();
        Option<DirectoryInfo> output = SharedOptions.Out($"out/policy-{name}");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command(name, description) { folder, episode, dataset, output, json };
        command.SetAction(async (parsed, stop) =>
        {
            PolicyFolder policy = PolicyFolder.Read(parsed.GetValue(folder)!.FullName, Rm75.Model);
            string path = parsed.GetValue(output)!.FullName;
            AtomicFile.PrepareFolder(path);
            T result = await run(policy, new ShownEpisode(parsed.GetValue(dataset)?.FullName, parsed.GetValue(episode)), stop);
            string page = Path.Combine(path, pageName);
            AtomicFile.WriteText(page, render(result));
            ResultJson.Write(parsed.GetValue(json), result);
            print(result, parsed.InvocationConfiguration.Output);
            parsed.InvocationConfiguration.Output.WriteLine(page);
            return ExitCode.Success;
        });
        return command;
    }

    private static void PrintAttention(AttentionResult result, TextWriter output)
    {
        output.WriteLine($"{result.Source}: attention to the head picture {100 * result.HeadShare:0} %, to the wrist picture {100 * result.WristShare:0} %, to the state {100 * result.StateShare:0} %");
        output.WriteLine($"in the head picture, parts with the target get {result.OnTarget:0.0} times their part of it");
    }

    private static void PrintReplay(ReplayResult result, TextWriter output)
    {
        output.WriteLine($"{result.Source}: {result.Frames.Count} frames; mean error of the predicted joints:");
        Table table = ConsoleTable.Create("#ahead [s]", "#arm [mrad]", "#hand [mrad]", "#expert's plan, arm [mrad]", "#expert's plan, hand [mrad]", "#frames");
        foreach (ReplayError e in result.Errors)
            table.AddRow($"{e.AheadS}", $"{e.ArmMrad:0.0}", $"{e.HandMrad:0.0}", $"{e.PlanArmMrad:0.0}", $"{e.PlanHandMrad:0.0}", $"{e.Frames}");
        ConsoleTable.Write(output, table);
    }

    private static void Print(PolicyCheckResult result, TextWriter output)
    {
        output.WriteLine($"change of the chunk's first second, mean over {result.Scenes} scenes:");
        Table table = ConsoleTable.Create("changed", "#arm [mrad]", "#hand [mrad]", "#tool after 1 s [mm]");
        foreach ((string name, ChunkChange change) in result.Changes)
            table.AddRow(name, $"{change.ArmMrad:0.0}", $"{change.HandMrad:0.0}", $"{change.ToolMm:0.0}");
        ConsoleTable.Write(output, table);
        output.WriteLine($"the mask on another object draws the tool from the target towards that object in {100 * result.Follows.Rate:0} % of scenes (95 % interval {100 * result.Follows.Low:0} to {100 * result.Follows.High:0} %);");
        output.WriteLine($"within the first second the tool then comes closer to it than to the target in {100 * result.Nearer.Rate:0} %");
        foreach (string problem in result.Problems)
            output.WriteLine($"PROBLEM {problem}");
    }

    private static Option<int?> Episode()
    {
        var episode = new Option<int?>("--episode") { Description = $"number of the demonstration; without --dataset it is recorded now (default {ShownEpisode.FirstUnseen}, which no training has seen)", HelpName = "N" };
        episode.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value is < 0 or > 1_000_000_000)
                result.AddError($"--episode {value} is outside [0, 1000000000].");
        });
        return episode;
    }

    private static Option<DirectoryInfo?> Dataset() => new("--dataset") { Description = "take the demonstration from a recorded dataset of dexgrasp collect", HelpName = "DIR" };

    private static Argument<DirectoryInfo> Folder() => new("folder") { Description = "a policy: encoder.onnx, denoiser.onnx and policy.json", HelpName = "DIR" };
}
