using System.Diagnostics;
using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Policies;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>Evaluates long tasks: the four kinds of prompts of DexGraspVLA's table (arXiv 2502.20900), each in scenes of its own, from pictures alone.</summary>
public static class LongHorizonEvaluator
{
    /// <summary>Runs all tasks and writes longhorizon.json.</summary>
    /// <param name="options">Policy, objects, scene, episodes (scenes of each kind), seed, threads, videos and folder are used.</param>
    /// <param name="stop">Ends the evaluation; no file is written then.</param>
    /// <exception cref="UserErrorException">The input is wrong or the folder cannot be written.</exception>
    public static LongHorizonResult Run(EvaluationOptions options, CancellationToken stop)
    {
        AtomicFile.PrepareFolder(options.Folder);
        var suite = new GraspSuite(options);
        PolicyChoice policy = PolicyChoice.Read(options.Policy, Rm75.Model, GraspSuite.Classical, PolicyChoice.Learned);
        long start = Stopwatch.GetTimestamp();
        int families = PromptFamily.All.Count;
        LongHorizonEpisode[] episodes = SceneWorkers.Run(
            "eval longhorizon", families * options.Episodes, options.Threads,
            () => new LongHorizonRunner(suite.Input, policy, options.Videos > 0 ? options.Folder : null),
            (runner, i) => runner.Run(PromptFamily.All[i % families], options.Seed + (i / families), stop), stop);
        var result = LongHorizonResult.From(options.Seed, options.Episodes, episodes, Stopwatch.GetElapsedTime(start).TotalSeconds, suite.Describe());
        AtomicFile.WriteText(Path.Combine(options.Folder, "longhorizon.json"), ResultJson.Serialize(result));
        return result;
    }

    /// <summary>Says in a few lines what was found.</summary>
    internal static void Print(LongHorizonResult result, string folder, TextWriter output)
    {
        output.WriteLine($"longhorizon, policy {result.Provenance.Policy}, objects {result.Provenance.Objects}: {result.Scenes} scenes a prompt from seed {result.Seed}");
        output.WriteLine($"{"",-10} {"success",8} {"attempts",9} {"proposal",9} {"box",7} {"grasp",7} {"complete",9} {"verified",9}");
        foreach ((string family, LongHorizonRow row) in result.Families)
            Print(family, row, output);
        Print("all", result.All, output);
        output.WriteLine($"success {100 * result.All.Success.Low:0.0} to {100 * result.All.Success.High:0.0} % (95 % interval of {result.All.Success.N})");
        StageCounts c = result.All.Counts;
        output.WriteLine($"verification: held {c.HeldSaidHeld} said so, {c.HeldSaidNot} missed; not held {c.NotSaidNot} said so, {c.NotSaidHeld} taken for held");
        foreach (LongHorizonEpisode failed in result.Episodes.Where(e => !e.Success).Take(12))
            output.WriteLine($"  {failed.Family} {failed.Seed}: {failed.Reason}");
        output.WriteLine($"{result.WallS:0} s; {Path.Combine(folder, "longhorizon.json")}");
    }

    private static void Print(string name, LongHorizonRow r, TextWriter output) => output.WriteLine(
        $"{name,-10} {100 * r.Success.Rate,8:0.0} {r.AttemptsPerGrasp,9:0.00} {100 * r.Proposal.Rate,9:0.0} {100 * r.Box.Rate,7:0.0} {100 * r.Grasp.Rate,7:0.0} {100 * r.Completion.Rate,9:0.0} {100 * r.Verification.Rate,9:0.0}");
}
