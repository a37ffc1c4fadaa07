using System.CommandLine;
using DexGrasp.Data.Conversion;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Validation;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp dataset</c>: what is in a dataset, whether it is in order, and its conversion (docs/datasets.md).</summary>
internal static class DatasetCommand
{
    public static Command Create() => new("dataset", "look at, check and convert demonstrations (docs/datasets.md)") { CreateInfo(), CreateValidate(), CreateConvert() };

    private static Command CreateInfo()
    {
        Argument<string> folder = Folder("dataset", "folder of a LeRobot v3 dataset");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("info", "say what a dataset holds") { folder, json };
        command.SetAction(async (parsed, stop) =>
        {
            DatasetSummary summary = DatasetSummary.Of(await LeRobotDataset.OpenAsync(parsed.GetValue(folder)!, stop));
            Print(summary, parsed.InvocationConfiguration.Output);
            ResultJson.Write(parsed.GetValue(json), summary);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateValidate()
    {
        Argument<string> folder = Folder("dataset", "folder of a LeRobot v3 dataset");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("validate", "read every file of a dataset and say what is wrong") { folder, json };
        command.SetAction(async (parsed, stop) =>
        {
            using var progress = new EpisodeProgress("validate");
            ValidationReport report = await DatasetValidator.RunAsync(parsed.GetValue(folder)!, progress.Report, stop);
            TextWriter output = parsed.InvocationConfiguration.Output;
            foreach (string finding in report.Findings)
                output.WriteLine($"- {finding}");
            output.WriteLine(report.Valid
                ? $"valid: {report.Episodes} episodes, {report.Frames} frames"
                : $"not valid: {report.Findings.Count} findings in {report.Episodes} episodes, {report.Frames} frames");
            ResultJson.Write(parsed.GetValue(json), report);
            return report.Valid ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static Command CreateConvert()
    {
        Argument<string> source = Folder("source", "a DexGraspVLA zarr store, or a LeRobot v3 dataset");
        Argument<string> target = Folder("target", "folder for the other format; empty or not there yet");
        var fps = new Option<int?>("--fps") { Description = "frames per second of a zarr store; without it as its attributes say, or 20", HelpName = "N" };
        fps.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value is < 1 or > 1000)
                result.AddError($"--fps {result.Tokens[0].Value} is outside [1, 1000].");
        });
        var task = new Option<string?>("--task") { Description = "words of the task in a zarr store, which keeps none", HelpName = "TEXT" };
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("convert", "turn a zarr store into a LeRobot v3 dataset, or back") { source, target, fps, task, json };
        command.SetAction(async (parsed, stop) =>
        {
            string from = parsed.GetValue(source)!, to = parsed.GetValue(target)!;
            using var progress = new EpisodeProgress("convert");
            ConversionResult result = ZarrExporter.Recognizes(from)
                ? await ZarrExporter.ConvertAsync(from, to, progress.Report, stop)
                : ZarrImporter.Recognizes(from)
                    ? await ZarrImporter.ConvertAsync(from, to, new ZarrImportOptions(parsed.GetValue(fps), parsed.GetValue(task)), progress.Report, stop)
                    : throw new UserErrorException($"{from} is neither a LeRobot v3 dataset (no meta/info.json) nor a zarr store (no .zgroup).", "Give the folder that holds one of the two; docs/datasets.md shows both.");
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"{result.From} -> {result.To}: {result.Episodes} episodes, {result.Frames} frames in {to}");
            foreach (string change in result.Changed)
                output.WriteLine($"- {change}");
            ResultJson.Write(parsed.GetValue(json), result);
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> Folder(string name, string description) => new(name) { Description = description, HelpName = "DIR" };

    private static void Print(DatasetSummary summary, TextWriter output)
    {
        output.WriteLine($"{summary.Folder}: LeRobotDataset {summary.Version}, robot '{summary.RobotType}', {summary.Fps} fps");
        output.WriteLine($"{summary.Episodes} episodes of {summary.ShortestFrames} to {summary.LongestFrames} frames, {summary.Frames} frames, {summary.Seconds:0.#} s, {summary.Megabytes:0.##} MB");
        foreach (string note in summary.Notes)
            output.WriteLine($"note: {note}");
        Table table = ConsoleTable.Create("feature", "type (shape)");
        foreach ((string key, string type) in summary.Features)
            table.AddRow(Markup.Escape(key), Markup.Escape(type));
        ConsoleTable.Write(output, table);
        Table tasks = ConsoleTable.Create("task", "#episodes");
        foreach ((string words, int count) in summary.Tasks)
            tasks.AddRow(Markup.Escape(words), $"{count}");
        if (summary.Tasks.Count > 0)
            ConsoleTable.Write(output, tasks);
    }
}
