using System.CommandLine;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Policy;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp export</c>: policies as ONNX models with a card, for the robot's side; <c>export dino</c>: an encoder of pictures.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var weights = new Argument<FileInfo?>("weights") { Description = "policy.safetensors of dexgrasp train policy", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<DirectoryInfo>("--out") { Description = "folder for the policy", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("out/policy-onnx") };
        var random = new Option<bool>("--random") { Description = "random weights instead of FILE: as slow as trained ones, to measure with; they must move nothing" };
        var seed = new Option<int>("--seed") { Description = "seed of random weights", HelpName = "N", DefaultValueFactory = _ => 0 };
        var steps = new Option<int>("--flow-steps") { Description = "Euler steps from noise to chunk", HelpName = "N", DefaultValueFactory = _ => 4 };
        var regression = new Option<bool>("--regression") { Description = "FILE is encoder.safetensors: its regression of the chunk as a policy, to compare with (one flow step is enough)" };
        var note = new Option<string>("--note") { Description = "how it was trained, for people", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        var attention = new Option<bool>("--attention") { Description = $"also write {PolicyAttention.FileName}, for dexgrasp policy attention" };
        var command = new Command("export", "write a policy as ONNX models with a card") { weights, folder, random, seed, steps, regression, note, attention, ExportDinoCommand.Create(), ExportRlCommand.Create() };
        command.Validators.Add(result =>
        {
            if (result.GetValue(weights) is null == !result.GetValue(random))
                result.AddError("Give either FILE or --random.");
            if (result.GetValue(regression) && (result.GetValue(random) || result.GetValue(attention)))
                result.AddError("--regression goes with neither --random nor --attention.");
        });
        command.SetAction((parsed, _) =>
        {
            string path = parsed.GetValue(folder)!.FullName;
            bool isRandom = parsed.GetValue(random);
            using ExportedPolicy policy = isRandom ? ExportedPolicy.Random(new CompactConfig(), parsed.GetValue(seed))
                : parsed.GetValue(regression) ? ExportedPolicy.ReadRegression(parsed.GetValue(weights)!.FullName)
                : ExportedPolicy.Read(parsed.GetValue(weights)!.FullName);
            string provenance = isRandom ? $"random weights, seed {parsed.GetValue(seed)}: for measurements only" : parsed.GetValue(note)!;
            PolicyCard card = PolicyExporter.Export(path, policy, Rm75.Model, parsed.GetValue(steps), provenance);
            if (isRandom)
                PolicyExporter.ExportUncached(path, policy);
            if (parsed.GetValue(attention))
                PolicyExporter.ExportAttention(path, policy, card);
            foreach ((string name, string hash) in card.Files)
                parsed.InvocationConfiguration.Output.WriteLine($"{name}  sha256 {hash}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
