using System.CommandLine;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Learning.Rl.Joint;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train rl-starts</c>: where the skills at the board hand over to each other, for <c>train rl --starts</c>.</summary>
internal static class RlStartsCommand
{
    private const int PercentScale = 100;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var push = new Option<FileInfo>("--push") { Description = "model of the push (dexgrasp export rl)", HelpName = "FILE", Required = true };
        var file = new Option<FileInfo>("--out") { Description = "receives the states", HelpName = "FILE", Required = true };
        Option<int> episodes = TrainCommand.Number("--episodes", 1500, "episodes of the chain, up to the grasp"), worlds = TrainCommand.Number("--worlds", 384, "worlds of training"),
            wide = TrainCommand.Number("--wide", 50, "percent of the worlds with boxes that are longer, narrower, thinner and thicker than the paper's", 0);
        var seed = new Option<int>("--seed") { Description = "decides worlds and everything random", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("rl-starts", "record where the chain at the board hands over from skill to skill in worlds of training") { push, file, episodes, worlds, wide, seed };
        command.SetAction((parsed, stop) =>
        {
            var options = new BoardOptions { Worlds = parsed.GetValue(worlds), WorldSeed = (ulong)parsed.GetValue(seed), WideShare = Math.Min(1.0, parsed.GetValue(wide) / (double)PercentScale) };
            using TaskPolicy policy = TaskPolicy.Open(parsed.GetValue(push)!.FullName, FlatObjectSkills.Push, FlatObjectObservation.Size, BoardControl.ActionSize);
            using var pool = new BoardPool(options);
            using var collector = new StartCollector(pool, policy);
            var states = new List<BoardState>();
            int count = parsed.GetValue(episodes);
            for (int i = 0; i < count && !stop.IsCancellationRequested; i++)
            {
                collector.Run(EpisodeRandom.Derive(options.WorldSeed, (ulong)i), states);
                if ((i + 1) % 100 == 0)
                    parsed.InvocationConfiguration.Output.WriteLine($"{i + 1}/{count} episodes: {states.Count} states");
            }

            var starts = new BoardStarts(options, states);
            starts.Write(parsed.GetValue(file)!.FullName);
            parsed.InvocationConfiguration.Output.WriteLine($"{parsed.GetValue(file)!.FullName}: {starts.Of(FlatObjectSkills.Edge).Length} begin a grasp at the edge, {starts.Of(FlatObjectSkills.Push).Length} a push anew");
            return Task.FromResult(stop.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Success);
        });
        return command;
    }
}
