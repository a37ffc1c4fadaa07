using System.CommandLine;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Policies;
using DexGrasp.App.WebConsole;
using DexGrasp.Bench;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp bench</c>: latency, jitter and throughput, with side-by-side comparisons.</summary>
internal static class BenchCommand
{
    private const string Every = "all";

    public static Command Create()
    {
        var name = new Argument<string>("name")
        {
            Description = $"one of: {string.Join(", ", All(PolicyChoice.LearnedFolder).Select(b => b.Name))}; or all",
            DefaultValueFactory = _ => Every,
        };
        Option<int> seconds = SharedOptions.Ranged("--seconds", 10, 1, 3600, "how long each benchmark measures", "N");
        var policy = new Option<DirectoryInfo>("--policy") { Description = "the learned policy to measure; without it the one that comes with the program", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo(PolicyChoice.LearnedFolder) };
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("bench", "measure latency, jitter and throughput beside a baseline") { name, seconds, policy, json };
        command.SetAction((parsed, stop) =>
        {
            IReadOnlyList<Benchmark> chosen = Choose(parsed.GetValue(name)!, parsed.GetValue(policy)!.FullName);
            var rows = new List<BenchmarkRow>();
            foreach (Benchmark benchmark in chosen)
            {
                Console.Error.WriteLine($"bench {benchmark.Name}: {benchmark.Description}");
                rows.AddRange(benchmark.Run(TimeSpan.FromSeconds(parsed.GetValue(seconds)), stop));
                stop.ThrowIfCancellationRequested();
            }

            Print(rows, parsed.InvocationConfiguration.Output);
            string what = $"bench {parsed.GetValue(name)} --seconds {parsed.GetValue(seconds)}";
            ResultJson.Write(parsed.GetValue(json), new BenchResult(what, BuildInfo.Version, BuildInfo.Commit, BuildInfo.Dotnet, BuildInfo.Platform, Environment.ProcessorCount, rows));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static IReadOnlyList<Benchmark> All(string policy) => [.. Benchmarks.All, .. Benchmarks.OfPolicy(policy), ConsoleBenchmark.Entry];

    private static IReadOnlyList<Benchmark> Choose(string name, string policy)
    {
        IReadOnlyList<Benchmark> all = All(policy);
        return name == Every ? all : all.FirstOrDefault(b => b.Name == name) is { } one
            ? [one]
            : throw new UserErrorException($"There is no benchmark '{name}'.", $"There are: {string.Join(", ", all.Select(b => b.Name))}, {Every}");
    }

    private static void Print(IReadOnlyList<BenchmarkRow> rows, TextWriter output)
    {
        Table table = ConsoleTable.Create("name", "unit", "#p50", "#p99", "#p99.9", "#max", "#n", "baseline", "#ratio");
        foreach (BenchmarkRow row in rows)
            table.AddRow(
                Markup.Escape(row.Name), Markup.Escape(row.Unit), $"{row.P50:G4}", $"{row.P99:G4}", $"{row.P999:G4}", $"{row.Max:G4}", $"{row.N}",
                Markup.Escape(row.Baseline ?? ""), row.Ratio is { } ratio ? $"{ratio:0.000}" : "");
        ConsoleTable.Write(output, table);
    }
}
