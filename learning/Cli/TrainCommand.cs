using System.CommandLine;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Policy;
using DexGrasp.Learning.Samples;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train</c>: from demonstrations to a policy.</summary>
internal static class TrainCommand
{
    // Ten frames a second are nearly alike; five teach as much.
    private const int FramesBetween = 2;

    public static Command Create() => new("train", "record samples; train the compact policy's encoder, then the policy on top; train the segmenter and the planner's networks; learn a task by trial and error")
    {
        CreateSamples(), CreateEncoder(), CreatePolicy(), TrainSegmenterCommand.Create(), TrainPartitionCommands.CreatePictures(), TrainPartitionCommands.CreatePartition(), TrainGrounderCommands.CreateExamples(), TrainGrounderCommands.CreateGrounder(), TrainRlCommand.Create(), EvaluateRlCommand.Create(), ImitateRlCommand.Create(), RlStartsCommand.Create(),
    };

    private static Command CreateSamples()
    {
        var folder = Folder("out/samples");
        Option<int> episodes = Number("--episodes", 4000, "episodes in all"), threads = Number("--threads", Environment.ProcessorCount, "threads, each with its own file");
        Option<int> from = Number("--from", 0, "first episode; two recordings of the same episodes are alike", 0);
        var learner = new Option<DirectoryInfo?>("--learner") { Description = "a policy that drives in turn with the expert, who labels every frame (DAgger)", HelpName = "DIR" };
        var plain = new Option<bool>("--plain") { Description = "standard table, light and cameras in every scene: to compare with" };
        var nouns = new Option<string?>("--nouns") { Description = "ask for objects of these kinds alone, for more of what a policy finds hard", HelpName = "A,B,..." };
        var dataset = new Option<DirectoryInfo?>("--dataset") { Description = "cut a dataset of dexgrasp collect into samples instead of recording", HelpName = "DIR" };
        var command = new Command("samples", "record the expert straight into sample files; goes on where it was stopped") { folder, episodes, from, threads, learner, plain, nouns, dataset };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dataset) is not null && (result.GetValue(learner) is not null || result.GetValue(plain) || result.GetValue(nouns) is not null))
                result.AddError("--dataset is recorded already: it goes with none of --learner, --plain and --nouns.");
            string[] unknown = [.. Split(result.GetValue(nouns)).Except(NounGenerator.Nouns)];
            if (unknown.Length > 0)
                result.AddError($"--nouns: nothing makes {string.Join(", ", unknown)}; there are {string.Join(", ", NounGenerator.Nouns)}.");
        });
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(dataset) is { } recorded)
            {
                string file = Path.Combine(parsed.GetValue(folder)!.FullName, $"{recorded.Name}.bin");
                await DatasetImporter.RunAsync(recorded.FullName, file, FramesBetween, parsed.InvocationConfiguration.Output.WriteLine, stop);
                return ExitCode.Success;
            }

            PolicyFolder? policy = parsed.GetValue(learner) is { } path ? PolicyFolder.Read(path.FullName, Rm75.Model) : null;
            var options = new DemonstrationOptions
            {
                DrawsWristMasks = false,
                StepsPerFrame = FramesBetween,
                RandomLooks = !parsed.GetValue(plain),
                Nouns = Split(parsed.GetValue(nouns)),
            };
            new SampleCollector(options, parsed.GetValue(folder)!.FullName, policy)
                .Run(parsed.GetValue(from), parsed.GetValue(episodes), parsed.GetValue(threads), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success;
        });
        return command;
    }

    private static Command CreateEncoder()
    {
        var options = new TrainingFlags("out/encoder", 8000);
        Option<int> changes = Number("--changes", 0, "random changes of each sample that are kept in the device's memory (160 kB each); 0 changes samples anew every time", 0);
        var command = new Command("encoder", "first stage: the encoder, by regression and auxiliary truths; goes on where it was stopped") { changes };
        options.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            EncoderRun.Run(options.Samples(parsed), options.Read(parsed), parsed.GetValue(changes), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static Command CreatePolicy()
    {
        var options = new TrainingFlags("out/policy", 10_000);
        var encoder = new Option<FileInfo?>("--encoder") { Description = "encoder.safetensors of the first stage; only --unfrozen can do without", HelpName = "FILE" };
        var unfrozen = new Option<bool>("--unfrozen") { Description = "the encoder learns as well, by flow matching alone: to compare with" };
        Option<int> changes = Number("--changes", 2, "random changes of each sample");
        var command = new Command("policy", "second stage: the flow-matching policy on the frozen encoder; goes on where it was stopped") { encoder, unfrozen, changes };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(encoder) is null && !result.GetValue(unfrozen))
                result.AddError("--encoder FILE is needed: the first stage's result (or --unfrozen, which learns from nothing).");
        });
        command.SetAction((parsed, stop) =>
        {
            (string[] samples, string? first) = (options.Samples(parsed), parsed.GetValue(encoder)?.FullName);
            Action<string> tell = parsed.InvocationConfiguration.Output.WriteLine;
            if (parsed.GetValue(unfrozen))
                JointRun.Run(samples, first, options.Read(parsed), tell, stop);
            else
                FlowRun.Run(samples, first!, options.Read(parsed), parsed.GetValue(changes), tell, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    internal static Option<DirectoryInfo> Folder(string standard) => new("--out")
    {
        Description = "folder for results",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(standard),
    };

    internal static Option<int> Number(string name, int standard, string description, int least = 1)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < least)
                result.AddError($"{name} {value} is below {least}.");
        });
        return option;
    }
}
