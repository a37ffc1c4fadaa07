using System.CommandLine;
using System.Globalization;
using DexGrasp.App.Evaluation.Retrieval;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval retrieval</c>: a learned policy and scripts uncover a target in a box of clutter.</summary>
internal static class EvalRetrievalCommand
{
    public static Command Create()
    {
        var policy = new Option<FileInfo?>("--policy") { Description = "model of ./dexgrasp export rl; without it models/skills/retrieval.onnx beside the program", HelpName = "FILE" };
        var student = new Option<FileInfo?>("--student") { Description = "a model of the task retrieval-student; without it the student is the policy, told what pictures tell", HelpName = "FILE" };
        var methods = new Option<string>("--methods")
        {
            Description = $"what is judged, with commas: {string.Join(", ", RetrievalMethod.All.Select(m => m.Name))}",
            HelpName = "LIST",
            DefaultValueFactory = _ => string.Join(',', RetrievalMethod.All.Select(m => m.Name)),
        };
        Option<string> level = SharedOptions.OneOf("--level", "how far the scenes are from those of training", [.. RetrievalLevel.All.Select(l => l.Name)]);
        Option<int?> occluders = Occluders();
        Option<int> scenes = SharedOptions.Ranged("--scenes", 200, 1, 100_000, "scenes of each seed", "N");
        Option<int> seeds = SharedOptions.Ranged("--seeds", 3, 1, 1000, "seeds of settled scenes, from --seed on", "K");
        Option<int> seed = SharedOptions.Seed();
        Option<string> timestep = SharedOptions.OneOf("--timestep", "physics step in seconds", "0.005", "0.002");
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads; the result does not depend on it", "N");
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-retrieval");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("retrieval", "uncover a target in a box of clutter: a learned policy beside grasping, raking and stirring") { policy, student, methods, level, occluders, scenes, seeds, seed, timestep, threads, folder, json };
        command.SetAction((parsed, stop) =>
        {
            var options = new RetrievalEvaluationOptions(
                parsed.GetValue(policy)?.FullName, RetrievalMethod.Parse(parsed.GetValue(methods)!), RetrievalLevel.Find(parsed.GetValue(level)!), parsed.GetValue(occluders),
                parsed.GetValue(scenes), parsed.GetValue(seeds), parsed.GetValue(seed), double.Parse(parsed.GetValue(timestep)!, CultureInfo.InvariantCulture), parsed.GetValue(threads),
                parsed.GetValue(folder)!.FullName)
            {
                Student = parsed.GetValue(student)?.FullName,
            };
            RetrievalResult result = RetrievalEvaluator.Run(options, stop);
            ResultJson.Write(parsed.GetValue(json), result);
            RetrievalTable.Print(result, options.Folder, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static Option<int?> Occluders()
    {
        var option = new Option<int?>("--occluders") { Description = "objects beside the target; without it 8, denser 12", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value is < 1 or > 24)
                result.AddError($"--occluders {value} is outside [1, 24].");
        });
        return option;
    }
}
