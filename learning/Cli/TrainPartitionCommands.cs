using System.CommandLine;
using DexGrasp.Learning.Partition;
using DexGrasp.Learning.Training;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train partition-pictures</c> and <c>train partition</c>: the network that tells the planner which pixels are one object.</summary>
internal static class TrainPartitionCommands
{
    private const string Pictures = "out/partition/pictures";
    private const double LargestRate = 2e-3;

    public static Command CreatePictures()
    {
        var folder = TrainCommand.Folder(Pictures);
        Option<int> scenes = TrainCommand.Number("--scenes", 2000, "scenes to look at"), threads = TrainCommand.Number("--threads", Environment.ProcessorCount, "threads");
        var command = new Command("partition-pictures", "render crowded scenes for the partition network; goes on where it was stopped") { folder, scenes, threads };
        command.SetAction((parsed, stop) =>
        {
            PartitionCollector.Run(parsed.GetValue(folder)!.FullName, parsed.GetValue(scenes), parsed.GetValue(threads), parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }

    public static Command CreatePartition()
    {
        var pictures = new Option<DirectoryInfo>("--pictures") { Description = "what partition-pictures wrote", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo(Pictures) };
        var folder = TrainCommand.Folder("out/partition");
        Option<int> steps = TrainCommand.Number("--steps", 4500, "optimisation steps"), batch = TrainCommand.Number("--batch", 16, "squares of pictures a step");
        Option<int> threads = TrainCommand.Number("--threads", 2, "threads, each with its copy of the network");
        var command = new Command("partition", "the planner's partition network, from pictures; goes on where it was stopped") { pictures, folder, steps, batch, threads };
        command.SetAction((parsed, stop) =>
        {
            PartitionRun.Run(
                parsed.GetValue(pictures)!.FullName,
                new TrainingOptions(parsed.GetValue(folder)!.FullName, parsed.GetValue(steps))
                {
                    Batch = parsed.GetValue(batch),
                    Workers = parsed.GetValue(threads),
                    LearningRate = LargestRate,
                    Report = 200,
                },
                parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }
}
