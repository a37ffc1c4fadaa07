using System.CommandLine;
using DexGrasp.Learning.Grounding;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train grounder-examples</c> and <c>train grounder</c>: the planner's noun network.</summary>
internal static class TrainGrounderCommands
{
    private const string Shipped = "models/planner-nouns.safetensors";

    public static Command CreateExamples()
    {
        var file = new Option<FileInfo>("--out") { Description = "file to write", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("out/grounder/examples.bin") };
        Option<int> scenes = TrainCommand.Number("--scenes", 5000, "scenes to cut up"), threads = TrainCommand.Number("--threads", Environment.ProcessorCount, "threads");
        var command = new Command("grounder-examples", "render scenes of generated and training objects for the noun network") { file, scenes, threads };
        command.SetAction((parsed, stop) =>
        {
            GrounderCollector.Run(parsed.GetValue(file)!.FullName, parsed.GetValue(scenes), parsed.GetValue(threads), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    public static Command CreateGrounder()
    {
        var examples = new Option<FileInfo>("--examples") { Description = "what grounder-examples wrote", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("out/grounder/examples.bin") };
        var file = new Option<FileInfo>("--out") { Description = "weights to write", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo(Shipped) };
        Option<int> epochs = TrainCommand.Number("--epochs", 12, "passes over the examples"), members = TrainCommand.Number("--members", 2, "networks to average, a thread each");
        var start = new Option<FileInfo?>("--start") { Description = "weights of as many such networks to go on from, with a smaller learning rate", HelpName = "FILE" };
        var generated = new Option<bool>("--generated-only") { Description = "learn from generated objects alone and judge by the training objects" };
        var command = new Command("grounder", "the planner's noun network, from examples") { examples, file, start, epochs, members, generated };
        // An estimate must not take the place of the weights that the planner uses.
        command.Validators.Add(result =>
        {
            if (result.GetValue(generated) && (result.GetValue(file)?.FullName ?? Path.GetFullPath(Shipped)) == Path.GetFullPath(Shipped))
                result.AddError($"--generated-only is for judging the design and would replace {Shipped}; give another file with --out.");
        });
        command.SetAction((parsed, stop) =>
        {
            GrounderRun.Run(
                parsed.GetValue(examples)!.FullName, parsed.GetValue(file)!.FullName, parsed.GetValue(start)?.FullName, parsed.GetValue(epochs), parsed.GetValue(members), parsed.GetValue(generated),
                parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }
}
