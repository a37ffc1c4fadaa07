using System.CommandLine;
using DexGrasp.App.Collect;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp collect</c>: demonstrations for learning.</summary>
internal static class CollectCommand
{
    public static Command Create() => new("collect", "record demonstrations in simulation as a LeRobot v3 dataset (docs/datasets.md)") { CreateGrasp() };

    private static Command CreateGrasp()
    {
        Option<int> episodes = SharedOptions.Ranged("--episodes", 100, 1, 1_000_000, "episodes to record; failed ones are not kept", "N");
        Option<int> seed = SharedOptions.Ranged("--seed", 0, 0, 500_000_000, "number of the first episode; continue where the last run ended", "N");
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads", "N");
        Option<DirectoryInfo> folder = SharedOptions.Out("out/demonstrations");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("grasp", "the privileged expert grasps in random scenes, disturbed now and then; a dataset that is there is added to") { episodes, seed, threads, folder, json };
        command.SetAction(async (parsed, stop) =>
        {
            string path = parsed.GetValue(folder)!.FullName;
            (int recorded, int kept) = await DemonstrationCollector.RunAsync(path, parsed.GetValue(episodes), parsed.GetValue(seed), parsed.GetValue(threads), stop);
            parsed.InvocationConfiguration.Output.WriteLine($"{kept} of {recorded} episodes kept in {path}; look at it with: dexgrasp dataset info {path}");
            ResultJson.Write(parsed.GetValue(json), new { recorded, kept, folder = path });
            return kept > 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }
}
