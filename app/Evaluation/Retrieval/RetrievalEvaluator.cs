using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using DexGrasp.App.Cli;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>Judges a learned policy and scripts in the same settled scenes: how often, and in how many steps, they uncover the target.</summary>
internal static class RetrievalEvaluator
{
    /// <summary>Name of the result file.</summary>
    public const string ResultName = "retrieval.json";

    /// <summary>Runs all methods in all scenes and writes retrieval.json.</summary>
    /// <param name="options">What to judge, where.</param>
    /// <param name="stop">Ends the evaluation; no file is written then.</param>
    /// <exception cref="UserErrorException">There is no policy, or the folder cannot be written.</exception>
    /// <exception cref="PolicyException">The policy's file cannot be used for this task.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RetrievalResult Run(RetrievalEvaluationOptions options, CancellationToken stop)
    {
        AtomicFile.PrepareFolder(options.Folder);
        bool studies = options.Methods.Any(m => m.IsStudent);
        string? file = options.Methods.Any(m => m.Name == RetrievalMethod.Policy) || (studies && options.Student is null) ? PolicyFile(RetrievalEnvironment.Name, options.Policy ?? RetrievalEvaluationOptions.ShippedPolicy) : null;
        string? pictures = studies && options.Student is not null ? PolicyFile(RetrievalStudent.Task, options.Student) : null;
        using TaskPolicy? policy = file is null ? null : TaskPolicy.Open(file, RetrievalEnvironment.Name, RetrievalEnvironment.WristObservationSize, RetrievalEnvironment.WristActionSize);
        using TaskPolicy? student = pictures is null ? null : TaskPolicy.Open(pictures, RetrievalStudent.Task, RetrievalStudent.Size, RetrievalControl.ActionSize);
        long start = Stopwatch.GetTimestamp();
        (RetrievalEpisode Episode, double WallS)[] runs = [.. options.LibrarySeeds.SelectMany(seed => Run(options, seed, policy, student ?? policy, stop))];
        var result = Sum(options, runs, Stopwatch.GetElapsedTime(start).TotalSeconds, Describe(options, file, policy, pictures, student));
        AtomicFile.WriteText(Path.Combine(options.Folder, ResultName), ResultJson.Serialize(result));
        return result;
    }

    /// <summary>Sums episodes up.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="runs">All episodes, each method's in the order of the scenes, with the time that each took. Unit: s.</param>
    /// <param name="wallS">Unit: s.</param>
    /// <param name="provenance">Where they come from.</param>
    internal static RetrievalResult Sum(RetrievalEvaluationOptions options, IReadOnlyList<(RetrievalEpisode Episode, double WallS)> runs, double wallS, RetrievalProvenance provenance)
    {
        int every = provenance.ReadingEverySteps;
        var rows = new Dictionary<string, RetrievalRow>();
        var against = new Dictionary<string, RetrievalComparison>();
        RetrievalMethod? policy = options.Methods.FirstOrDefault(m => m.Name == RetrievalMethod.Policy);
        RetrievalEpisode[] policyEpisodes = [.. runs.Select(r => r.Episode).Where(e => e.Method == RetrievalMethod.Policy)];
        foreach (RetrievalMethod asked in options.Methods)
        {
            double seconds = runs.Where(r => r.Episode.Method == asked.Name).Sum(r => r.WallS);
            foreach ((RetrievalMethod method, IReadOnlyList<RetrievalEpisode> episodes) in RetrievalResult.Figures(asked, [.. runs.Select(r => r.Episode).Where(e => e.Method == asked.Name)]))
            {
                rows[method.Name] = RetrievalRow.Of(method, episodes, every, Retreat.Steps, seconds);
                if (policy is not null && asked != policy)
                    against[method.Name] = RetrievalComparison.Of(policy, policyEpisodes, method, episodes, every, Retreat.Steps);
            }
        }

        return new RetrievalResult(
            "retrieval", true, options.Level.Name, options.Occluders ?? options.Level.Occluders, options.Scenes, options.LibrarySeeds, Retreat.Steps, rows, against,
            [.. runs.Select(r => r.Episode)], wallS, provenance)
        {
            StudentLoss = Loss(policyEpisodes, [.. runs.Select(r => r.Episode).Where(e => e.Method == RetrievalMethod.Student)]),
        };
    }

    private static MeanInterval? Loss(RetrievalEpisode[] policy, RetrievalEpisode[] student) =>
        policy.Length != student.Length ? null : Bootstrap.Mean([.. policy.Zip(student, (p, s) => (p.Success ? 1.0 : 0) - (s.Success ? 1 : 0))]);

    private static string PolicyFile(string task, string file)
    {
        if (File.Exists(file))
            return file;
        throw new UserErrorException(
            $"There is no policy of the task '{task}' at {file}. Nothing was run.",
            $"Give one with --policy or --student, leave it out with --methods, or make one: ./dexgrasp train rl {task} --out DIR, then ./dexgrasp export rl DIR/best.safetensors --out FILE.onnx.");
    }

    private static (RetrievalEpisode Episode, double WallS)[] Run(RetrievalEvaluationOptions options, ulong seed, TaskPolicy? policy, TaskPolicy? student, CancellationToken stop)
    {
        SettledLibrary library = Settle(options, seed, stop);
        using var worlds = new RetrievalWorlds(library, options.TimestepS);
        int methods = options.Methods.Count;
        return SceneWorkers.Run(
            $"eval retrieval, seed {seed}", options.Scenes * methods, options.Threads, () => new RetrievalRunner(worlds, policy, student, stop),
            (runner, i) =>
            {
                long start = Stopwatch.GetTimestamp();
                RetrievalEpisode episode = runner.Run(options.Methods[i % methods], i / methods);
                return (episode, Stopwatch.GetElapsedTime(start).TotalSeconds);
            },
            stop);
    }

    private static SettledLibrary Settle(RetrievalEvaluationOptions options, ulong seed, CancellationToken stop)
    {
        using var progress = ProgressLine.ForConsole($"settled scenes, seed {seed}", options.Scenes);
        try
        {
            return new SettledLibrary(
                new SettledLibraryOptions
                {
                    Scenes = options.Scenes,
                    Seed = seed,
                    Split = options.Level.Split,
                    Occluders = options.Occluders ?? options.Level.Occluders,
                    Placement = options.Level.Placement,
                    Threads = options.Threads,
                    Folder = options.SceneFolder,
                },
                _ =>
                {
                    stop.ThrowIfCancellationRequested();
                    progress.Advance("");
                });
        }
        catch (AggregateException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
    }

    private static RetrievalProvenance Describe(RetrievalEvaluationOptions options, string? file, TaskPolicy? policy, string? pictures, TaskPolicy? student)
    {
        var standard = new RetrievalOptions();
        return new RetrievalProvenance(
            BuildInfo.Version, BuildInfo.Commit, BuildInfo.Dotnet, BuildInfo.Platform, MujocoLibrary.Version, Rm75.Model.Name, file is null ? null : Path.GetFileName(file),
            file is null ? null : Hash(File.ReadAllBytes(file)), policy?.Hash, Hash(Encoding.UTF8.GetBytes(RetrievalRanges.Default.Source)), options.Level.Split.ToString(),
            options.Level.Placement.ToString(), new SettledLibraryOptions().MaxExposure, options.TimestepS, "full", standard.ReadingEverySteps, standard.ExposedAt, standard.ForceLimitN,
            PolicyRandomised: standard.Randomised, ScriptsRandomised: false, ModelsRandomised: true)
        {
            Student = Path.GetFileName(pictures),
            StudentSha256 = pictures is null ? null : Hash(File.ReadAllBytes(pictures)),
            StudentNumbersSha256 = student?.Hash,
        };
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
