using System.CommandLine;
using DexGrasp.Learning.Segmentation;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train segmenter</c>: the network that finds and follows the target's pixels.</summary>
internal static class TrainSegmenterCommand
{
    public static Command Create()
    {
        var options = new TrainingFlags("out/segmenter", 6000);
        var command = new Command("segmenter", "the target's segmenter and mask tracker, from samples; goes on where it was stopped");
        options.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            SegmenterRun.Run(options.Samples(parsed), options.Read(parsed) with { Report = 250 }, parsed.InvocationConfiguration.Output.WriteLine, stop);
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }
}
