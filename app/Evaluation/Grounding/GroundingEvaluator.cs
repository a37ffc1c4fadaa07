using System.Diagnostics;
using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Grasp;

namespace DexGrasp.App.Evaluation.Grounding;

/// <summary>Evaluates the planner's grounding alone: settled scenes, generated words, one picture each, no motion.</summary>
public static class GroundingEvaluator
{
    /// <summary>Runs all scenes and writes grounding.json.</summary>
    /// <param name="options">Objects, scene, density, episodes, seed, threads and folder are used.</param>
    /// <param name="wordings">Sentences with "{label}" that take the place of "grasp the ..."; null for none.</param>
    /// <param name="stop">Ends the evaluation; no file is written then.</param>
    /// <exception cref="UserErrorException">The input is wrong or the folder cannot be written.</exception>
    public static GroundingResult Run(EvaluationOptions options, IReadOnlyList<string>? wordings, CancellationToken stop)
    {
        AtomicFile.PrepareFolder(options.Folder);
        var suite = new GraspSuite(options);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<GroundingAnswer>[] answers = SceneWorkers.Run("eval grounding", options.Episodes, options.Threads, () => new GroundingScene(suite.Input, wordings), (scene, i) => scene.Run(options.Seed + i), stop);
        var result = GroundingResult.From(
            options.Seed, options.Episodes, [.. answers.SelectMany(a => a)], Stopwatch.GetElapsedTime(start).TotalSeconds, suite.Describe() with { Policy = "planner" });
        AtomicFile.WriteText(Path.Combine(options.Folder, "grounding.json"), ResultJson.Serialize(result));
        return result;
    }

    /// <summary>Says in a few lines what was found.</summary>
    internal static void Print(GroundingResult result, string folder, TextWriter output)
    {
        output.WriteLine($"grounding, objects {result.Provenance.Objects}: {result.Episodes} scenes from seed {result.Seed}");
        output.WriteLine($"correct {Say(result.Success)}");
        foreach ((string family, RateInterval rate) in result.Families)
            output.WriteLine($"  {family,-10} {Say(rate)}");
        foreach ((string reason, int count) in result.FailureReasons.Take(6))
            output.WriteLine($"  {count,4} x {reason}");
        foreach ((string confusion, int count) in result.Confusions.Take(12))
            output.WriteLine($"  {count,4} x {confusion}");
        output.WriteLine($"{result.WallS:0} s; {Path.Combine(folder, "grounding.json")}");
    }

    private static string Say(RateInterval r) => $"{100 * r.Rate:0.0} % (95 % interval {100 * r.Low:0.0} to {100 * r.High:0.0} %) of {r.N}";
}
