using System.CommandLine;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Policy;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp export</c>: policies as ONNX models with a card, for the robot's side.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var random = new Option<DirectoryInfo>("--random") { Description = "write a policy of random weights to DIR: as slow as a trained one, to measure with; it must move nothing", HelpName = "DIR", Required = true };
        var seed = new Option<int>("--seed") { Description = "random seed", HelpName = "N", DefaultValueFactory = _ => 0 };
        var steps = new Option<int>("--flow-steps") { Description = "Euler steps from noise to chunk", HelpName = "N", DefaultValueFactory = _ => 4 };
        var command = new Command("export", "write a policy as ONNX models with a card") { random, seed, steps };
        command.SetAction((parsed, _) =>
        {
            string folder = parsed.GetValue(random)!.FullName;
            using CompactPolicy policy = CompactPolicy.Random(new CompactConfig(), parsed.GetValue(seed));
            PolicyCard card = PolicyExporter.Export(folder, policy, Rm75.Model, parsed.GetValue(steps), $"random weights, seed {parsed.GetValue(seed)}: for measurements only");
            PolicyExporter.ExportUncached(folder, policy);
            foreach ((string name, string hash) in card.Files)
                parsed.InvocationConfiguration.Output.WriteLine($"{name}  sha256 {hash}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
