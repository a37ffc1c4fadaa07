using System.CommandLine;
using DexGrasp.App.Policies.Checks;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Tasks;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp policy</c>: looks at what a learned policy does with what it is shown; nothing moves.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "look at what a learned policy does with what it is shown") { CreateCheck() };

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

    private static void Print(PolicyCheckResult result, TextWriter output)
    {
        output.WriteLine($"change of the chunk's first second, mean over {result.Scenes} scenes:");
        Table table = ConsoleTable.Create("changed", "#arm [mrad]", "#hand [mrad]", "#tool after 1 s [mm]");
        foreach ((string name, ChunkChange change) in result.Changes)
            table.AddRow(name, $"{change.ArmMrad:0.0}", $"{change.HandMrad:0.0}", $"{change.ToolMm:0.0}");
        ConsoleTable.Write(output, table);
        output.WriteLine($"with the mask on another object the tool comes closer to that than to the target in {100 * result.Follows.Rate:0} % of scenes (95 % interval {100 * result.Follows.Low:0} to {100 * result.Follows.High:0} %)");
        foreach (string problem in result.Problems)
            output.WriteLine($"PROBLEM {problem}");
    }

    private static Argument<DirectoryInfo> Folder() => new("folder") { Description = "a policy: encoder.onnx, denoiser.onnx and policy.json", HelpName = "DIR" };
}
