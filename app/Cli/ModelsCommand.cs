using System.CommandLine;
using DexGrasp.App.Features;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp models</c>, the part without libtorch: learned policies and encoders as the robot's side sees them.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "list and check learned policies; look at an encoder's features") { CreateList(), CreateVerify(), CreateFeatures() };

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

    private static Command CreateFeatures()
    {
        var file = new Argument<FileInfo>("file") { Description = "a DINOv2 encoder as ONNX, of dexgrasp export dino or your own (docs/models.md)", HelpName = "FILE" };
        var picture = new Option<FileInfo>("--picture") { Description = "what it looks at: PNG or JPEG", HelpName = "FILE", Required = true };
        var drawn = new Option<FileInfo>("--out") { Description = "PNG: the picture beside its patches, coloured by their first three principal components", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("out/features.png") };
        var height = new Option<int?>("--height") { Description = "height that the picture is stretched to: a multiple of 14 px; without it the model's, or 518", HelpName = "PX" };
        var width = new Option<int?>("--width") { Description = "width, likewise", HelpName = "PX" };
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("features", "show an encoder a picture, and draw what it makes of it") { file, picture, drawn, height, width, json };
        command.SetAction((parsed, _) =>
        {
            ImageRgb seen = PictureFile.Read(parsed.GetValue(picture)!.FullName);
            using var model = new DinoModel(parsed.GetValue(file)!.FullName, new DinoModelOptions { Height = parsed.GetValue(height), Width = parsed.GetValue(width) });
            model.Encode(seen);
            var components = new PrincipalComponents(model.Patches, model.Channels, FeaturePicture.Colours);
            FeatureResult result = FeatureResult.Of(model, parsed.GetValue(picture)!.FullName, components);
            AtomicFile.WriteBytes(parsed.GetValue(drawn)!.FullName, FeaturePicture.Draw(seen, model.Rows, model.Columns, components));
            ResultJson.Write(parsed.GetValue(json), result);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"{model.Path}  sha256 {result.ModelSha256}");
            output.WriteLine($"{model.Rows} x {model.Columns} patches of {DinoModel.PatchSize} px, {model.Channels} numbers each; {model.Registers} registers; runs on {model.Device}");
            output.WriteLine($"numbers from {result.Least:0.00} to {result.Most:0.00}, mean {result.Mean:0.000}, deviation {result.Deviation:0.000}; the first three principal components hold {string.Join(", ", result.VarianceShares.Select(s => $"{100 * s:0}"))} % of the patches' variance");
            output.WriteLine(parsed.GetValue(drawn)!.FullName);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
