using System.CommandLine;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Models;
using DexGrasp.Learning.Parity;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp models</c>: import of official checkpoints, and proof that models compute what they should.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "read official checkpoints; compare models with reference numbers") { CreateImport(), CreateVerify() };

    private static Command CreateImport()
    {
        var file = new Argument<FileInfo>("file") { Description = "a DexGraspVLA controller: safetensors, or what torch.save wrote (read as data; nothing in it is run)", HelpName = "FILE" };
        var folder = new Option<DirectoryInfo>("--out") { Description = "folder for config.json, weights.safetensors and model-card.json", HelpName = "FOLDER", Required = true };
        var norm = new Option<NormKind>("--norm")
        {
            Description = "what the norm layers divide by; published checkpoints need unbiased-variance",
            HelpName = "unbiased-variance|root-mean-square",
            DefaultValueFactory = _ => NormKind.UnbiasedVariance,
            CustomParser = result => result.Tokens[0].Value switch
            {
                "unbiased-variance" => NormKind.UnbiasedVariance,
                "root-mean-square" => NormKind.RootMeanSquare,
                string other => Refuse(result, other),
            },
        };
        var heads = new Option<int?>("--dino-heads") { Description = "attention heads of both DINOv2 encoders; without it as config.json beside FILE says, else one for each 64 numbers of width", HelpName = "N" };
        var command = new Command("import", "read an official checkpoint into a model folder with a card") { file, folder, norm, heads };
        command.SetAction((parsed, stop) =>
        {
            ModelCard card = ModelImporter.Import(parsed.GetValue(file)!.FullName, parsed.GetValue(folder)!.FullName, parsed.GetValue(norm), parsed.GetValue(heads), stop);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"{card.Name}: {card.TrainableParameters:N0} trainable of {card.Parameters:N0} parameters, {card.ConditionTokens} condition tokens, {card.Horizon} steps of {card.JointNames.Count} joints");
            output.WriteLine($"written to {parsed.GetValue(folder)!.FullName}; weights sha256 {card.WeightsSha256}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;

        static NormKind Refuse(System.CommandLine.Parsing.ArgumentResult result, string other)
        {
            result.AddError($"--norm '{other}' is neither unbiased-variance nor root-mean-square.");
            return default;
        }
    }

    private static Command CreateVerify()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "config.json, weights.safetensors or weights.pt, and expected.safetensors", HelpName = "FOLDER" };
        var json = new Option<FileInfo?>("--json") { Description = "also write the result as JSON to FILE", HelpName = "FILE" };
        var command = new Command("verify", "run a model on reference inputs and compare every tensor") { folder, json };
        command.SetAction((parsed, _) =>
        {
            ParityReport report = ParityCheck.Run(parsed.GetValue(folder)!.FullName);
            Print(report, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(json) is { } place)
                ModelJson.Write(place.FullName, new { report.MaxError, Tensors = report.Rows.ToDictionary(row => row.Name, row => row.Error), Params = report.Parameters });
            return Task.FromResult(report.Passed ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static void Print(ParityReport report, TextWriter output)
    {
        int width = report.Rows.Max(row => row.Name.Length);
        foreach (ParityRow row in report.Rows)
            output.WriteLine($"{row.Name.PadRight(width)}  {row.Error,9:0.0e+00}  {(row.Tolerance.Relative ? "relative" : "absolute")}  limit {row.Tolerance.Limit:0e+00}{(row.Passed ? "" : "  FAILED")}");
        string count = report.ExpectedParameters is { } expected && expected != report.Parameters ? $"; the reference has {expected:N0}: FAILED" : "";
        output.WriteLine($"{report.Rows.Count} tensors, {report.Rows.Count(row => !row.Passed)} failed; largest absolute error {report.MaxError:0.0e+00}; {report.Parameters:N0} trainable parameters{count}");
    }
}
