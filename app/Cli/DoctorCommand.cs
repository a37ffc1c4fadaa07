using System.CommandLine;
using DexGrasp.App.Doctor;
using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp doctor</c>: what is here and what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        Option<FileInfo?> json = SharedOptions.Json();
        Option<string?> url = PlannerOptions.Url("also look at this OpenAI-compatible endpoint and list its models");
        var command = new Command("doctor", "look at what this machine has and lacks: libraries, graphics, broker, real-time permission") { url, json };
        command.SetAction((parsed, stop) =>
        {
            DoctorReport report = DoctorRunner.Run(stop, parsed.GetValue(url) is { } address ? PlannerOptions.ParseUrl(address) : null);
            Print(report, parsed.InvocationConfiguration.Output);
            ResultJson.Write(parsed.GetValue(json), report);
            return Task.FromResult(report.Ok ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static void Print(DoctorReport report, TextWriter output)
    {
        Table table = ConsoleTable.Create("", "what", "found");
        foreach (CheckResult check in report.Checks)
        {
            string mark = check.Status switch
            {
                CheckStatus.Ok => "[green]ok[/]",
                CheckStatus.Warning => "[yellow]warning[/]",
                _ => "[red]failed[/]",
            };
            string fix = check.Fix is null ? "" : $"\n[bold]{Markup.Escape(check.Fix)}[/]";
            table.AddRow(new Markup(mark), new Markup(Markup.Escape(check.Name)), new Markup(Markup.Escape(check.Detail) + fix));
        }

        ConsoleTable.Write(output, table);
        output.WriteLine(report.Ok ? $"DexGrasp {report.Version} can run here." : $"DexGrasp {report.Version} cannot run here yet; see the lines that say failed.");
    }
}
