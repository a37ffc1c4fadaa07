using System.CommandLine;
using System.Globalization;
using DexGrasp.Core.Environments;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using DexGrasp.Sim.Environments;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp train rl-judge</c>: fresh episodes of a policy of <c>train rl</c>, without exploration.</summary>
internal static class EvaluateRlCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var checkpoint = new Argument<FileInfo>("checkpoint") { Description = "best.safetensors of dexgrasp train rl", HelpName = "FILE" };
        Option<int> episodes = TrainCommand.Number("--episodes", 100, "episodes"), count = TrainCommand.Number("--environments", 16, "environments that step together"),
            threads = TrainCommand.Number("--threads", Environment.ProcessorCount, "threads that step them");
        var seed = new Option<ulong>("--seed") { Description = "decides everything random", HelpName = "N", DefaultValueFactory = _ => 1_000_001 };
        var command = new Command("rl-judge", "judge a policy of train rl by fresh episodes") { checkpoint, episodes, count, threads, seed };
        command.SetAction((parsed, stop) =>
        {
            using TrainedPolicy policy = TrainedPolicy.Read(parsed.GetValue(checkpoint)!.FullName);
            if (!EnvironmentCatalog.TryFind(policy.Sizes.Task, out EnvironmentEntry? entry))
                throw new CheckpointException($"There is no task '{policy.Sizes.Task}'; the policy is of another version of this program.");
            int environments = Math.Min(parsed.GetValue(count), parsed.GetValue(episodes));
            using IVectorEnvironment vector = entry.MakeVector(environments, Math.Min(parsed.GetValue(threads), environments));
            IReadOnlyList<EpisodeResult> results = PolicyEvaluator.Run(policy, vector, parsed.GetValue(episodes), parsed.GetValue(seed), stop);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count(r => r.Success)} of {results.Count} episodes succeeded; return {results.Average(r => r.Return):F2} (from {results.Min(r => r.Return):F2} to {results.Max(r => r.Return):F2}), length {results.Average(r => r.Length):F1}"));
            for (int m = 0; m < vector.Spec.MetricNames.Count; m++)
                output.WriteLine($"  {vector.Spec.MetricNames[m]}: {results.Average(r => r.Metrics[m]):G5}");
            for (int c = 0; c < vector.Spec.CostNames.Count; c++)
                output.WriteLine($"  cost {vector.Spec.CostNames[c]} an episode: {results.Average(r => r.Costs[c]):G5}");
            foreach (IGrouping<string, EpisodeResult> fault in results.Where(r => r.Fault is not null).GroupBy(r => r.Fault!))
                output.WriteLine($"  {fault.Count()} ended by a fault: {fault.Key}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
