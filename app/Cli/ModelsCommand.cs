using System.CommandLine;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp models</c>, the part without libtorch: learned policies as the robot's side sees them.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "list and check learned policies") { CreateList(), CreateVerify() };

    private static Command CreateList()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "folder that holds policies' folders", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("models") };
        var command = new Command("list", "list the policies in a folder") { folder };
        command.SetAction((parsed, _) =>
        {
            DirectoryInfo root = parsed.GetValue(folder)!;
            if (!root.Exists)
                throw new UserErrorException($"There is no folder '{root.FullName}'.");
            Table table = ConsoleTable.Create("policy", "robot", "#flow steps", "state", "provenance");
            foreach (string path in Directory.EnumerateFiles(root.FullName, PolicyFolder.CardName, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string name = Path.GetRelativePath(root.FullName, Path.GetDirectoryName(path)!);
                try
                {
                    PolicyCard card = PolicyFolder.Read(Path.GetDirectoryName(path)!, Rm75.Model).Card;
                    table.AddRow(Markup.Escape(name), Markup.Escape(card.Robot), $"{card.FlowSteps}", "whole", Markup.Escape(card.Provenance));
                }
                catch (PolicyException e)
                {
                    table.AddRow(Markup.Escape(name), "", "", "unusable", Markup.Escape(e.Message));
                }
            }

            ConsoleTable.Write(parsed.InvocationConfiguration.Output, table);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateVerify()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "a policy: encoder.onnx, denoiser.onnx and policy.json", HelpName = "DIR" };
        var command = new Command("verify", "check a policy's hashes, joints, normaliser and shapes, and run it once") { folder };
        command.SetAction((parsed, _) =>
        {
            PolicyFolder policy = PolicyFolder.Read(parsed.GetValue(folder)!.FullName, Rm75.Model);
            using var model = new PolicyModel(policy);
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach ((string name, string hash) in policy.Hashes)
                output.WriteLine($"{name}  sha256 {hash}");
            output.WriteLine($"runs on {model.Device}; {policy.Card.FlowSteps} flow steps; {policy.Card.Provenance}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
