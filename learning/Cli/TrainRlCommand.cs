using System.CommandLine;
using DexGrasp.Core.Environments;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using DexGrasp.Sim.Environments;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train rl</c>: a policy by trial and error in simulation.</summary>
internal static class TrainRlCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var task = new Argument<string>("task") { Description = $"one of: {Names}", HelpName = "TASK" };
        var folder = new Option<DirectoryInfo>("--out") { Description = "folder of the run; one that holds checkpoints goes on", HelpName = "DIR", Required = true };
        var config = new Option<FileInfo?>("--config") { Description = "options as JSON (docs/rl.md); a run that goes on has its own", HelpName = "FILE" };
        var start = new Option<FileInfo?>("--start") { Description = "checkpoint of another run of the task, whose policy to begin with", HelpName = "FILE" };
        var starts = new Option<FileInfo?>("--starts") { Description = "states of dexgrasp train rl-starts that half of the episodes begin in, in the worlds of that file; give it again when the run goes on", HelpName = "FILE" };
        var steps = new Option<long?>("--steps") { Description = "control steps of all environments together", HelpName = "N" };
        var seed = new Option<ulong?>("--seed") { Description = "decides everything random", HelpName = "N" };
        var count = new Option<int?>("--environments") { Description = "environments that step together", HelpName = "N" };
        var threads = new Option<int?>("--threads") { Description = "threads that step them; the result does not depend on it. Default: one per core", HelpName = "N" };
        var command = new Command("rl", "learn a task by trial and error (PPO); goes on where it was stopped") { task, folder, config, start, starts, steps, seed, count, threads };
        command.SetAction((parsed, stop) =>
        {
            string name = parsed.GetValue(task)!;
            if (!EnvironmentCatalog.TryFind(name, out EnvironmentEntry? entry))
                throw new CheckpointException($"There is no task '{name}'. Known are:{string.Concat(EnvironmentCatalog.All.Select(e => $"\n    {e.Name}  {e.Description}"))}\n ");
            string path = parsed.GetValue(folder)!.FullName;
            PpoOptions options = Base(new RunFolder(path), parsed.GetValue(config));
            options = options with
            {
                TotalSteps = parsed.GetValue(steps) ?? options.TotalSteps,
                Seed = parsed.GetValue(seed) ?? options.Seed,
                Environments = parsed.GetValue(count) ?? options.Environments,
            };
            options.Validate();
            int workers = Math.Clamp(parsed.GetValue(threads) ?? Environment.ProcessorCount, 1, options.Environments);
            string? recorded = parsed.GetValue(starts)?.FullName;
            if (recorded is not null && entry.From is null)
                throw new CheckpointException($"The task '{name}' takes no --starts; {string.Join(" and ", EnvironmentCatalog.All.Where(e => e.From is not null).Select(e => e.Name))} do.");
            using IVectorEnvironment environments = entry.MakeVector(options.Environments, workers, recorded);
            PpoRun.Run(environments, options, path, parsed.InvocationConfiguration.Output.WriteLine, stop, parsed.GetValue(start)?.FullName);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static string Names => string.Join(", ", EnvironmentCatalog.All.Select(e => e.Name));

    private static PpoOptions Base(RunFolder run, FileInfo? config) =>
        config is not null ? PpoOptions.Read(config.FullName) : run.Newest is not null && File.Exists(run.Options) ? PpoOptions.Read(run.Options) : new PpoOptions();
}
