using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Ungraspable;
using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval ungraspable</c>: one skill at the board or the whole task, by a learned policy, a script or a chain of policies.</summary>
internal static class EvalUngraspableCommand
{
    private const string Script = "script", Policy = "policy", Chain = "chain", Pick = "pick", Pose = "pose", Pictures = "pictures", Boxes = "box";

    // Training's worlds have seed 1; judged are others.
    private const int FirstWorldSeed = 100_000;
    private const int Worlds = 256, MostErrorMm = 50;
    private const double YawErrorRadPerMm = 0.6 * Math.PI / 180;

    private static readonly Dictionary<string, Func<FlatObjectView, FlatObjectRoute>> Routes = new()
    {
        ["edge"] = FlatObjectRoutes.Edge,
        ["nearest"] = FlatObjectRoutes.Nearest,
        ["wall"] = FlatObjectRoutes.Wall,
    };

    public static Command Create()
    {
        Option<string> skill = SharedOptions.OneOf("--skill", "which skill", [.. BoardSkillKind.All.Select(k => k.Name)]);
        Option<string> method = SharedOptions.OneOf("--method", "what acts; chain: push, edge and wall one after the other, for pick alone", Policy, Script, Chain);
        Option<string> route = SharedOptions.OneOf("--route", "where the chain takes the object", [.. Routes.Keys]);
        var policy = new Option<FileInfo?>("--policy") { Description = "model of ./dexgrasp export rl; without it models/skills/ungraspable-SKILL.onnx beside the program", HelpName = "FILE" };
        var task = new Option<string?>("--task") { Description = "task that the policy was learned on, where it is another than the skill's", HelpName = "NAME" };
        var skills = new Option<DirectoryInfo?>("--skills") { Description = "folder with the models; default: models/skills beside the program", HelpName = "DIR" };
        Option<int> episodes = SharedOptions.Ranged("--episodes", 200, 1, 1_000_000, "episodes", "N");
        Option<int> seed = SharedOptions.Seed();
        Option<string> shape = SharedOptions.OneOf("--shape", "what lies there: the boxes of training, or a shape that training never sees", [Boxes, .. FlatShapes.Names]);
        var error = new Option<int?>("--pose-error") { Description = "largest error of the seen place in mm, with 0.6 degrees of yaw for each; default: as in training, 3 mm and 1.7 degrees", HelpName = "MM" };
        Option<string> sight = SharedOptions.OneOf("--sight", "how the chain knows the object's pose: from the simulator with an error, or from the head camera's pictures as a robot does", Pose, Pictures);
        Option<string> timestep = SharedOptions.OneOf("--timestep", "physics step in seconds", "0.005", "0.002");
        Option<int> threads = SharedOptions.Ranged("--threads", Environment.ProcessorCount, 1, 1024, "worker threads; the result does not depend on it", "N");
        Option<DirectoryInfo> folder = SharedOptions.Out("out/eval-ungraspable");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("ungraspable", "skills for what is too wide to grasp: push it, take it at an edge or a wall") { skill, method, route, policy, task, skills, episodes, seed, shape, sight, error, timestep, threads, folder, json };
        command.SetAction((parsed, stop) =>
        {
            BoardSkillKind kind = BoardSkillKind.Find(parsed.GetValue(skill)!);
            string by = parsed.GetValue(method)!, path = parsed.GetValue(folder)!.FullName, models = parsed.GetValue(skills)?.FullName ?? Path.Combine(AppContext.BaseDirectory, "models", "skills");
            string file = parsed.GetValue(policy)?.FullName ?? Path.Combine(models, $"{kind.Task}.onnx");
            AtomicFile.PrepareFolder(path);
            using var actors = new BoardActors();
            Func<BoardPool, IBoardRunner> make = by switch
            {
                Script => BoardActors.Script(kind),
                Chain when kind.Name != Pick => throw new UserErrorException($"The chain does the whole task, not the skill '{kind.Name}'.", $"Ask for --skill {Pick}."),
                Chain => actors.Chain(models, Routes[parsed.GetValue(route)!], parsed.GetValue(sight) == Pictures),
                _ when parsed.GetValue(sight) == Pictures => throw new UserErrorException("Only the chain can work from pictures.", $"Ask for --skill {Pick} --method {Chain} --sight {Pictures}."),
                _ => actors.Policy(kind, file, parsed.GetValue(task) ?? kind.Task),
            };
            int first = parsed.GetValue(seed);
            double stepS = double.Parse(parsed.GetValue(timestep)!, CultureInfo.InvariantCulture);
            string lies = parsed.GetValue(shape)!;
            BoardRanges ranges = parsed.GetValue(error) is { } mm ? BoardRanges.Default with { PoseErrorM = Within(mm) / 1000.0, PoseErrorRad = mm * YawErrorRadPerMm } : BoardRanges.Default;
            var options = new BoardOptions { TimestepS = stepS, Worlds = Worlds, WorldSeed = (ulong)(FirstWorldSeed + first), Ranges = ranges };
            using var pool = lies == Boxes ? new BoardPool(options) : new BoardPool(options, Drawn(lies, options));
            long start = Stopwatch.GetTimestamp();
            BoardSkillEpisode[] results = SceneWorkers.Run(
                "eval ungraspable", parsed.GetValue(episodes), parsed.GetValue(threads), () => make(pool),
                (runner, i) => runner.Run((ulong)(FirstWorldSeed + first) + ((ulong)i << 20)), stop);
            var result = new BoardSkillResult(
                "ungraspable", kind.Name, by, parsed.GetValue(sight) == Pose, first, Rate(results, e => e.Success), Rate(results, e => e.Lifted),
                results.Where(e => e.Success).Select(e => (double)e.Steps).DefaultIfEmpty().Average(), stepS, Worlds, by == Policy ? Path.GetFileName(file) : null, actors.Hash,
                BuildInfo.Version, BuildInfo.Commit, MujocoLibrary.Version, Stopwatch.GetElapsedTime(start).TotalSeconds, results)
            { Route = by == Chain ? parsed.GetValue(route) : null, Shape = lies, Sight = parsed.GetValue(sight)!, PoseErrorM = ranges.PoseErrorM, PoseErrorRad = ranges.PoseErrorRad };
            AtomicFile.WriteText(Path.Combine(path, "ungraspable.json"), ResultJson.Serialize(result));
            ResultJson.Write(parsed.GetValue(json), result);
            Print(result, path, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static int Within(int mm) => mm is >= 0 and <= MostErrorMm ? mm : throw new UserErrorException($"--pose-error {mm} is outside [0, {MostErrorMm}] mm.", $"Give 0 to {MostErrorMm}; nothing was run.");

    private static FlatObject[] Drawn(string shape, BoardOptions options)
    {
        var random = new EpisodeRandom(options.WorldSeed);
        var objects = new FlatObject[options.Worlds];
        for (int i = 0; i < objects.Length; i++)
            objects[i] = FlatShapes.Draw(shape, options.Ranges, ref random);
        return objects;
    }

    private static RateInterval Rate(BoardSkillEpisode[] episodes, Func<BoardSkillEpisode, bool> holds) => RateInterval.Wilson(episodes.Count(holds), episodes.Length);

    private static void Print(BoardSkillResult result, string folder, TextWriter output)
    {
        RateInterval s = result.Success;
        output.WriteLine($"{result.Skill} by {result.Method}: {100 * s.Rate:0.0} % [{100 * s.Low:0.0}, {100 * s.High:0.0}] of {s.N} episodes from seed {result.Seed}, {result.MeanSteps:0} steps; {100 * result.Lifted.Rate:0.0} % before the five seconds of holding");
        foreach (IGrouping<string?, BoardSkillEpisode> way in result.Episodes.Where(e => e.Route is not null).GroupBy(e => e.Route))
            output.WriteLine($"  {way.Count(e => e.Success)} of {way.Count()} at the {way.Key}");
        foreach (IGrouping<string, BoardSkillEpisode> reason in result.Episodes.Where(e => !e.Success).GroupBy(e => e.Reason).OrderByDescending(g => g.Count()))
            output.WriteLine($"  {reason.Count(),4}  {reason.Key}");
        output.WriteLine($"{result.WallS:0} s; {Path.Combine(folder, "ungraspable.json")}");
    }
}
