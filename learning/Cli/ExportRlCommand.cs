using System.CommandLine;
using DexGrasp.Learning.Rl;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp export rl</c>: a policy of dexgrasp train rl as an ONNX model.</summary>
internal static class ExportRlCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var checkpoint = new Argument<FileInfo>("checkpoint") { Description = "best.safetensors of dexgrasp train rl", HelpName = "FILE" };
        var file = new Option<FileInfo>("--out") { Description = "the model", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("out/policy.onnx") };
        var command = new Command("rl", "write a policy of train rl as one ONNX model") { checkpoint, file };
        command.SetAction((parsed, _) =>
        {
            using TrainedPolicy policy = TrainedPolicy.Read(parsed.GetValue(checkpoint)!.FullName);
            PolicyExport.Write(parsed.GetValue(file)!.FullName, policy);
            parsed.InvocationConfiguration.Output.WriteLine($"{parsed.GetValue(file)!.FullName}: policy of the task {policy.Sizes}, after {policy.State.Steps:N0} steps");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
