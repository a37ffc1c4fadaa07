using System.CommandLine;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Evaluation.Grounding;
using DexGrasp.App.Evaluation.Refusals;
using DexGrasp.App.Policies;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval</c>: evaluation in simulation, and the merging and showing of its results.</summary>
internal static class EvalCommand
{
    public static Command Create() => new("eval", "evaluate a policy in simulation; merge and show results")
    {
        CreateGrasp(), CreateGrounding(), EvalLongHorizonCommand.Create(), EvalRefusalsCommand.Create(), EvalRetrievalCommand.Create(), EvalTrackingCommand.Create(DensityOption()), EvalUngraspableCommand.Create(), EvalVoiceCommand.Create(), CreateMerge(), CreateReport(),
    };

    private static Command CreateGrasp()
    {
        Option<string> policy = SharedOptions.Policy(GraspSuite.Classical, PolicyChoice.Learned, GraspSuite.Expert);
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<string?> density = DensityOption();
        Option<string> target = SharedOptions.OneOf("--target", "how the object is given: words that the planner finds in the picture, or its true box", GraspSuite.ByWords, GraspSuite.ByBox);
        Option<string?> disturb = DisturbOption();
        Option<int?> flowSteps = Steps("--flow-steps", 1, 64, "Euler steps of a learned policy from noise to chunk; without it as its card says");
        Option<int?> guidedSteps = Steps("--guided-steps", 0, 63, "steps that a learned policy's new chunk is drawn to the one in play; 0 makes every chunk free; without it 8");
        Option<string?> tracker = SharedOptions.Tracker();
        var noMask = new Option<bool>("--no-mask") { Description = "show a learned policy the target's place alone: for one that was trained so" };
        var noClearance = new Option<bool>("--no-clearance") { Description = "do not lift a learned policy's way over what stands before the target: to compare with" };
        var synchronous = new Option<bool>("--synchronous") { Description = "hold the robot still while a learned policy's chunk is computed: to compare with" };
        Option<int> episodes = SharedOptions.Ranged("--episodes", 200, 1, 1_000_000, "episodes in all, over all shards", "N");
        Option<int> seed = SharedOptions.Seed();
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads; the result does not depend on it", "N");
        Option<int> videos = SharedOptions.Ranged("--video", 0, 0, 1000, "make videos of the first N episodes", "N");
        var shard = new Option<string?>("--shard") { Description = "run only the i-th of n parts; eval merge puts them together", HelpName = "i/n" };
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-grasp");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("grasp", "lift the object that is named from a scene of others")
        {
            policy, objects, scene, density, target, disturb, flowSteps, guidedSteps, tracker, noMask, noClearance, synchronous, episodes, seed, threads, videos, shard, folder, json,
        };
        command.SetAction((parsed, stop) =>
        {
            var options = new EvaluationOptions(
                parsed.GetValue(policy)!, parsed.GetValue(objects)!, parsed.GetValue(scene)!, parsed.GetValue(density), parsed.GetValue(episodes),
                parsed.GetValue(seed), parsed.GetValue(threads), parsed.GetValue(shard) is { } part ? Shard.Parse(part) : Shard.Whole,
                parsed.GetValue(videos), parsed.GetValue(folder)!.FullName, parsed.GetValue(target) == GraspSuite.ByBox,
                parsed.GetValue(disturb) is { } name ? Disturbance.Find(name) : null,
                new InferenceChoice(
                    parsed.GetValue(flowSteps), parsed.GetValue(guidedSteps), TrackerChoice.Read(parsed.GetValue(tracker)), parsed.GetValue(noMask), parsed.GetValue(noClearance),
                    parsed.GetValue(synchronous)));
            EvaluationResult result = Evaluator.Run(new GraspSuite(options), options, stop);
            ResultJson.Write(parsed.GetValue(json), result);
            EvaluationSummary.Print(result, options.Folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(result.Crashed == 0 ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static Command CreateGrounding()
    {
        Option<string> objects = SharedOptions.Objects(), scene = SharedOptions.Scene();
        Option<string?> density = DensityOption();
        Option<int> episodes = SharedOptions.Ranged("--episodes", 200, 1, 1_000_000, "scenes", "N");
        Option<int> seed = SharedOptions.Seed();
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads; the result does not depend on it", "N");
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-grounding");
        Option<FileInfo?> json = SharedOptions.Json();
        var paraphrased = new Option<bool>("--paraphrased") { Description = "ask in held-out wordings that were written after training, in place of \"grasp the ...\"" };
        var wordings = new Option<FileInfo?>("--wordings") { Description = "ask in the wordings of a file, one a line with {label} for the object", HelpName = "FILE" };
        var command = new Command("grounding", "find the objects that are named in pictures of scenes; nothing moves") { paraphrased, wordings, objects, scene, density, episodes, seed, threads, folder, json };
        command.SetAction((parsed, stop) =>
        {
            var options = new EvaluationOptions(
                GraspSuite.Classical, parsed.GetValue(objects)!, parsed.GetValue(scene)!, parsed.GetValue(density), parsed.GetValue(episodes),
                parsed.GetValue(seed), parsed.GetValue(threads), Shard.Whole, 0, parsed.GetValue(folder)!.FullName);
            GroundingResult result = GroundingEvaluator.Run(
                options, parsed.GetValue(wordings) is { } file ? InstructionList.Read(file.FullName, "") : parsed.GetValue(paraphrased) ? InstructionList.Read(null, "paraphrases") : null, stop);
            ResultJson.Write(parsed.GetValue(json), result);
            GroundingEvaluator.Print(result, options.Folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Option<int?> Steps(string name, int least, int most, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
                result.AddError($"{name} {value} is outside [{least}, {most}].");
        });
        return option;
    }

    private static Option<string?> DisturbOption()
    {
        var disturb = new Option<string?>("--disturb") { Description = $"what goes wrong once in each episode while the hand comes: {string.Join("; ", Disturbance.All.Select(d => $"{d.Name}: {d.Meaning}"))}", HelpName = "NAME" };
        disturb.AcceptOnlyFromAmong([.. Disturbance.All.Select(d => d.Name)]);
        return disturb;
    }

    private static Option<string?> DensityOption()
    {
        var density = new Option<string?>("--density") { Description = "objects on the table: sparse 4-8, dense 9-15, ultra-dense 16-25; without it as the scene says", HelpName = "NAME" };
        density.AcceptOnlyFromAmong([.. Density.All.Select(d => d.Name)]);
        return density;
    }

    private static Command CreateMerge()
    {
        Argument<string[]> shards = Shards();
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-merged");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("merge", "put the shards of one evaluation together") { shards, folder, json };
        command.SetAction((parsed, _) =>
        {
            EvaluationResult merged = EvaluationMerge.Merge([.. parsed.GetValue(shards)!.Select(EvaluationFolder.Read)]);
            EvaluationFolder.Write(parsed.GetValue(folder)!.FullName, merged);
            ResultJson.Write(parsed.GetValue(json), merged);
            EvaluationSummary.Print(merged, parsed.GetValue(folder)!.FullName, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Command CreateReport()
    {
        var source = new Argument<string>("result") { Description = "an eval.json, or a folder that holds one", HelpName = "DIR|FILE" };
        var command = new Command("report", "write report.html of a result again") { source };
        command.SetAction((parsed, _) =>
        {
            string path = parsed.GetValue(source)!;
            EvaluationResult result = EvaluationFolder.Read(path);
            string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
            EvaluationFolder.WriteReport(folder, result);
            EvaluationSummary.Print(result, folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Argument<string[]> Shards() => new("shards")
    {
        Description = "eval.json files of all shards, or the folders that hold them",
        HelpName = "DIR|FILE",
        Arity = ArgumentArity.OneOrMore,
    };
}
