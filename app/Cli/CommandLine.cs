using DexGrasp.Controller.Perception;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using DexGrasp.Controller.Policy;
using DexGrasp.Data.Files;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Voice;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Cli;

/// <summary>The <c>dexgrasp</c> command line: all commands, and one place where errors become messages and exit codes.</summary>
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
        RootCommand root = CreateRoot();
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (ParseError problem in parsed.Errors)
                await error.WriteLineAsync($"dexgrasp: {problem.Message}");
            await error.WriteLineAsync($"  {CommandPath(parsed)} --help lists what there is.");
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
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception e)
        {
            return await ReportAsync(e, error);
        }
    }

    internal static RootCommand CreateRoot() => new("Words in, objects grasped: a robot arm with a five-finger hand, driven from words and camera pictures. Also, built on first use: models import|verify (official checkpoints), train, export.")
    {
        DemoCommand.Create(),
        DoctorCommand.Create(),
        DriverCommand.Create(),
        RunCommand.Create(), ConsoleCommand.Create(), OperatorCommandLine.Create(),
        EvalCommand.Create(),
        CollectCommand.Create(), DatasetCommand.Create(),
        BenchCommand.Create(),
        ModelsCommand.Create(), PolicyCommand.Create(),
    };

    private static string CommandPath(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "dexgrasp" : command.Command.Name);
        return string.Join(' ', names);
    }

    private static async Task<int> ReportAsync(Exception e, TextWriter error)
    {
        if (e is AggregateException { InnerExceptions.Count: 1 } wrapped)
            e = wrapped.InnerExceptions[0];
        (string text, string? remedy, int code) = e switch
        {
            UserErrorException user => (user.Message, user.Remedy, user.ExitCode),
            OperationCanceledException => ("stopped; files that were being written are gone, finished ones are whole.", null, ExitCode.Cancelled),
            DataFileException or VocabularyException or VoiceException or SceneException or PolicyException or MaskModelException => (e.Message, "Nothing was moved.", ExitCode.BadInput),
            DinoModelException => (e.Message, "Nothing was written. docs/models.md says what such a model takes and gives.", ExitCode.BadInput),
            DatasetException => (e.Message, "docs/datasets.md describes the formats; dexgrasp dataset validate looks at a whole dataset.", ExitCode.BadInput),
            BrokerException or MujocoUnavailableException or RenderingUnavailableException => (e.Message, "./dexgrasp doctor looks at all that is needed.", ExitCode.Failure),
            UnauthorizedAccessException or IOException => (e.Message, "Check the path, its permissions and the free disk space.", ExitCode.Failure),
            DllNotFoundException => (e.Message, "./dexgrasp doctor says which package is missing.", ExitCode.Failure),
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
