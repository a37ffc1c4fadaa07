using System.CommandLine;
using DexGrasp.App.Evaluation;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval</c>: evaluation in simulation, and the merging and showing of its results.</summary>
internal static class EvalCommand
{
    public static Command Create() => new("eval", "evaluate a policy in simulation; merge and show results") { CreateMerge(), CreateReport() };

    private static Command CreateMerge()
    {
        Argument<string[]> shards = Shards();
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-merged");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("merge", "put the shards of one evaluation together") { shards, folder, json };
        command.SetAction((parsed, _) =>
        {
            EvaluationResult merged = EvaluationMerge.Merge([.. parsed.GetValue(shards)!.Select(EvaluationFolder.Read)]);
            EvaluationFolder.Write(parsed.GetValue(folder)!.FullName, merged);
            ResultJson.Write(parsed.GetValue(json), merged);
            EvaluationSummary.Print(merged, parsed.GetValue(folder)!.FullName, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateReport()
    {
        var source = new Argument<string>("result") { Description = "an eval.json, or a folder that holds one", HelpName = "DIR|FILE" };
        var command = new Command("report", "write report.html of a result again") { source };
        command.SetAction((parsed, _) =>
        {
            string path = parsed.GetValue(source)!;
            EvaluationResult result = EvaluationFolder.Read(path);
            string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            EvaluationFolder.WriteReport(folder, result);
            EvaluationSummary.Print(result, folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Argument<string[]> Shards() => new("shards")
    {
        Description = "eval.json files of all shards, or the folders that hold them",
        HelpName = "DIR|FILE",
        Arity = ArgumentArity.OneOrMore,
    };
}
