using System.CommandLine;
using System.CommandLine.Parsing;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Data.Files;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Cli;

/// <summary>The <c>dexgrasp-learn</c> command line: what needs libtorch. <c>./dexgrasp</c> passes its commands on.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs one command.</summary>
    /// <param name="args">Arguments without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives errors and remedies.</param>
    /// <param name="cancellationToken">Ends the command as Ctrl+C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Training, models and their export: the part of DexGrasp that needs libtorch.") { ModelsCommand.Create(), TrainCommand.Create(), ExportCommand.Create(), BenchCommand.Create() };
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            foreach (ParseError problem in parsed.Errors)
                await error.WriteLineAsync($"dexgrasp: {problem.Message}");
            await error.WriteLineAsync("  --help after a command lists what there is.");
            return ExitCode.BadInput;
        }

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        try
        {
            // Waiting threads of libtorch spin and starve whatever else runs; commands that gain from more say so.
            set_num_threads(1);
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception e)
        {
            return await ReportAsync(e, error);
        }
    }

    private static async Task<int> ReportAsync(Exception e, TextWriter error)
    {
        (string text, string? remedy, int code) = e switch
        {
            OperationCanceledException => ("stopped; files that were being written are gone, finished ones are whole.", null, ExitCode.Cancelled),
            CheckpointException or DatasetException or DinoModelException or PolicyException => (e.Message, "Nothing was written.", ExitCode.BadInput),
            RlException => (e.Message, "What was saved is whole; the same command goes on from there.", ExitCode.Failure),
            UnauthorizedAccessException or IOException => (e.Message, "Check the path, its permissions and the free disk space.", ExitCode.Failure),
            DllNotFoundException or TypeInitializationException =>
                ("libtorch does not load.", "Build learning/ again on this machine; DEXGRASP_DEBUG=1 says what was tried.", ExitCode.Failure),
            _ => ($"{e.GetType().Name}: {e.Message}", "This was not expected. DEXGRASP_DEBUG=1 adds where it happened; please report it with that.", ExitCode.Failure),
        };
        await error.WriteLineAsync($"dexgrasp: {text}");
        if (remedy is not null)
            await error.WriteLineAsync($"  {remedy}");
        if (Environment.GetEnvironmentVariable("DEXGRASP_DEBUG") is "1")
            await error.WriteLineAsync(e.ToString());
        return code;
    }
}
