using System.CommandLine;
using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using DexGrasp.Learning.Rl.Imitation;
using DexGrasp.Sim.Environments;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train rl-imitate</c>: a policy that does what an expert shows, to begin <c>train rl</c> with.</summary>
internal static class ImitateRlCommand
{
    private const string TeacherName = "teacher";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        EnvironmentEntry[] shown = [.. EnvironmentCatalog.All.Where(e => e.Experts.Count > 0 || e.Teacher is not null)];
        string known = string.Join("; ", shown.Select(e => $"{e.Name}: {string.Join(", ", e.Teacher is null ? e.Experts.Keys : e.Experts.Keys.Append(TeacherName))}"));
        var task = new Argument<string>("task") { Description = "a task that has an expert", HelpName = "TASK" };
        var expert = new Option<string>("--expert") { Description = $"who shows it; {known}", HelpName = "NAME", Required = true };
        var teacher = new Option<FileInfo?>("--teacher") { Description = $"with --expert {TeacherName}: its model, of export rl; without it models/skills/TASK.onnx", HelpName = "FILE" };
        var start = new Option<FileInfo?>("--start") { Description = "checkpoint whose policy to begin with, of a task with the same numbers", HelpName = "FILE" };
        var folder = new Option<DirectoryInfo>("--out") { Description = "receives curves and policy.safetensors, for --start of train rl", HelpName = "DIR", Required = true };
        var config = new Option<FileInfo?>("--config") { Description = "options as JSON (docs/rl.md)", HelpName = "FILE" };
        var seed = new Option<ulong?>("--seed") { Description = "decides everything random", HelpName = "N" };
        Option<int> steps = TrainCommand.Number("--steps", 200_000, "control steps of all environments together"), threads = TrainCommand.Number("--threads", Environment.ProcessorCount, "threads that step them");
        var command = new Command("rl-imitate", "learn a task from an expert (DAgger)") { task, expert, teacher, start, folder, config, seed, steps, threads };
        command.SetAction((parsed, stop) =>
        {
            (string name, string who) = (parsed.GetValue(task)!, parsed.GetValue(expert)!);
            if (!EnvironmentCatalog.TryFind(name, out EnvironmentEntry? entry))
                throw Unknown(name, who, known);
            using TaskPolicy? shows = who == TeacherName && entry.Teacher is { } t
                ? TaskPolicy.Open(parsed.GetValue(teacher)?.FullName ?? Path.Combine("models", "skills", $"{t.Task}.onnx"), t.Task, t.ObservationSize, t.ActionSize)
                : null;
            Func<int, int, GuidedEnvironment> make = shows is not null ? (i, _) => entry.Teacher!.Make(i, shows)
                : entry.Experts.TryGetValue(who, out Func<int, int, GuidedEnvironment>? found) ? found : throw Unknown(name, who, known);
            PpoOptions options = parsed.GetValue(config) is { } file ? PpoOptions.Read(file.FullName) : new PpoOptions();
            options = options with { TotalSteps = parsed.GetValue(steps), Seed = parsed.GetValue(seed) ?? options.Seed };
            using var environments = new VectorEnvironment(make, options.Environments, Math.Clamp(parsed.GetValue(threads), 1, options.Environments));
            ImitationRun.Run(environments, options, parsed.GetValue(folder)!.FullName, parsed.InvocationConfiguration.Output.WriteLine, stop, parsed.GetValue(start)?.FullName);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static CheckpointException Unknown(string task, string expert, string known) => new($"Nobody called '{expert}' shows the task '{task}'. Known are {known}.");
}
