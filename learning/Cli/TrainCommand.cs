using System.CommandLine;
using DexGrasp.Learning.Grounding;
using DexGrasp.Learning.Policy;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train</c>: from demonstrations to a policy.</summary>
internal static class TrainCommand
{
    public static Command Create() => new("train", "record samples; train the compact policy's encoder, then the policy on top; train the planner's noun network") { CreateSamples(), CreateEncoder(), CreatePolicy(), CreateGrounderExamples(), CreateGrounder() };

    private static Command CreateSamples()
    {
        var folder = Folder("out/samples");
        Option<int> episodes = Number("--episodes", 2000, "episodes in all"), threads = Number("--threads", Environment.ProcessorCount, "threads, each with its own file");
        var command = new Command("samples", "record the expert straight into sample files; goes on where it was stopped") { folder, episodes, threads };
        command.SetAction((parsed, stop) =>
        {
            new SampleCollector(new DemonstrationOptions(), parsed.GetValue(folder)!.FullName)
                .Run(parsed.GetValue(episodes), parsed.GetValue(threads), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static Command CreateEncoder()
    {
        var samples = new Option<DirectoryInfo>("--samples") { Description = "folder of sample files", HelpName = "DIR", Required = true };
        var folder = Folder("out/encoder");
        Option<int> steps = Number("--steps", 8000, "optimisation steps"), batch = Number("--batch", 128, "samples a step"), workers = Number("--threads", 2, "threads");
        var command = new Command("encoder", "first stage: the encoder, by regression and auxiliary truths; goes on where it was stopped") { samples, folder, steps, batch, workers };
        command.SetAction((parsed, stop) =>
        {
            var options = new TrainingOptions(parsed.GetValue(folder)!.FullName, parsed.GetValue(steps)) { Batch = parsed.GetValue(batch), Workers = parsed.GetValue(workers) };
            EncoderRun.Run(parsed.GetValue(samples)!.FullName, options, parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static Command CreatePolicy()
    {
        var samples = new Option<DirectoryInfo>("--samples") { Description = "folder of sample files", HelpName = "DIR", Required = true };
        var encoder = new Option<FileInfo>("--encoder") { Description = "encoder.safetensors of the first stage", HelpName = "FILE", Required = true };
        var folder = Folder("out/policy");
        Option<int> steps = Number("--steps", 10_000, "optimisation steps"), batch = Number("--batch", 128, "samples a step"), workers = Number("--threads", 2, "threads");
        Option<int> changes = Number("--changes", 2, "random changes of each sample");
        var command = new Command("policy", "second stage: the flow-matching policy on the frozen encoder; goes on where it was stopped") { samples, encoder, folder, steps, batch, workers, changes };
        command.SetAction((parsed, stop) =>
        {
            var options = new TrainingOptions(parsed.GetValue(folder)!.FullName, parsed.GetValue(steps)) { Batch = parsed.GetValue(batch), Workers = parsed.GetValue(workers) };
            FlowRun.Run(
                parsed.GetValue(samples)!.FullName, parsed.GetValue(encoder)!.FullName, options, parsed.GetValue(changes), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static Command CreateGrounderExamples()
    {
        var file = new Option<FileInfo>("--out") { Description = "file to write", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("out/grounder/examples.bin") };
        Option<int> scenes = Number("--scenes", 2500, "scenes to cut up"), threads = Number("--threads", Environment.ProcessorCount, "threads");
        var command = new Command("grounder-examples", "render scenes of generated and training objects for the noun network") { file, scenes, threads };
        command.SetAction((parsed, stop) =>
        {
            GrounderCollector.Run(parsed.GetValue(file)!.FullName, parsed.GetValue(scenes), parsed.GetValue(threads), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static Command CreateGrounder()
    {
        var examples = new Option<FileInfo>("--examples") { Description = "what grounder-examples wrote", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("out/grounder/examples.bin") };
        var file = new Option<FileInfo>("--out") { Description = "weights to write", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("models/planner-nouns.safetensors") };
        Option<int> epochs = Number("--epochs", 40, "passes over the examples"), members = Number("--members", 3, "networks to average");
        var generated = new Option<bool>("--generated-only") { Description = "learn from generated objects alone and judge by the training objects" };
        var command = new Command("grounder", "the planner's noun network, from examples") { examples, file, epochs, members, generated };
        command.SetAction((parsed, stop) =>
        {
            GrounderRun.Run(
                parsed.GetValue(examples)!.FullName, parsed.GetValue(file)!.FullName, parsed.GetValue(epochs), parsed.GetValue(members), parsed.GetValue(generated),
                parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    private static Option<DirectoryInfo> Folder(string standard) => new("--out")
    {
        Description = "folder for results",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(standard),
    };

    private static Option<int> Number(string name, int standard, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
                result.AddError($"{name} {value} is below 1.");
        });
        return option;
    }
}
