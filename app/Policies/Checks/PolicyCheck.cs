using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Policies.Checks;

/// <summary>Looks whether a policy uses what it is shown: its chunk has to change when mask, pictures or state do, and to follow the mask.</summary>
public sealed class PolicyCheck
{
    /// <summary>A mean change below this is none: it is less than the arm repeats itself by. Unit: mrad.</summary>
    public const double LeastChangeMrad = 1;

    /// <summary>Name of the change that puts the mask on another object.</summary>
    public const string Swap = "mask on another object";

    private static readonly (string Name, Func<PolicyInput, PolicyInput> Change)[] Ablations =
    [
        ("head picture blank", i => i.WithoutHead()),
        ("wrist picture blank", i => i.WithoutWrist()),
        ("mask empty", i => i.WithoutMask()),
        ("state zero", i => i.WithoutState()),
    ];

    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly SceneFactory _scenes = new();
    private readonly Dictionary<string, List<ChunkChange>> _changes = [];
    private int _followed, _nearer, _looked;

    /// <summary>Checks a policy.</summary>
    /// <param name="folder">Its files.</param>
    /// <param name="input">What scenes are made from.</param>
    /// <param name="scenes">How many scenes are looked at. Range: 1 and up.</param>
    /// <param name="seed">Of the first scene; those without a second object are left out.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public static PolicyCheckResult Run(PolicyFolder folder, SceneInput input, int scenes, int seed, CancellationToken cancellationToken)
    {
        var check = new PolicyCheck();
        using var model = new PolicyModel(folder);
        var predictor = new PolicyPredictor(model, Rm75.Model);
        using var progress = ProgressLine.ForConsole("policy check", scenes);
        for (int next = seed; check._looked < scenes && next < seed + (20 * scenes); next++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CheckScene.Make(check._scenes, input, next) is not { } scene)
                continue;
            check.Look(predictor, scene, next);
            progress.Advance("");
        }

        if (check._looked == 0)
            throw new UserErrorException($"None of {20 * scenes} scenes shows two objects that stand 10 cm apart.", "Ask for a scene with more objects.");
        return check.Result(folder, input, seed);
    }

    private void Look(PolicyPredictor predictor, CheckScene scene, int seed)
    {
        double[] chunk = predictor.Predict(scene.Target, seed), swapped = predictor.Predict(scene.Other, seed);
        Add(Swap, chunk, swapped);
        foreach ((string name, Func<PolicyInput, PolicyInput> change) in Ablations)
            Add(name, chunk, predictor.Predict(change(scene.Target), seed));
        Vector3d now = _kinematics.WorldFromTool(scene.Target.CommandRad.Span).Translation;
        Vector3d first = _kinematics.WorldFromTool(ChunkChange.After(chunk)).Translation, second = _kinematics.WorldFromTool(ChunkChange.After(swapped)).Translation;
        // Above 0: from one point to the other the tool gains more on the other object than on the target.
        double Favours(Vector3d from, Vector3d to) => (from - scene.OtherAt).Length - (to - scene.OtherAt).Length - ((from - scene.TargetAt).Length - (to - scene.TargetAt).Length);
        _followed += Favours(first, second) > 0 ? 1 : 0;
        _nearer += Favours(now, second) > 0 ? 1 : 0;
        _looked++;
    }

    private void Add(string name, double[] before, double[] after)
    {
        if (!_changes.TryGetValue(name, out List<ChunkChange>? list))
            _changes[name] = list = [];
        list.Add(ChunkChange.Between(before, after, _kinematics));
    }

    private PolicyCheckResult Result(PolicyFolder folder, SceneInput input, int seed)
    {
        Dictionary<string, ChunkChange> means = _changes.ToDictionary(c => c.Key, c => ChunkChange.Mean(c.Value));
        RateInterval follows = RateInterval.Wilson(_followed, _looked);
        List<string> problems = [.. means.Where(m => m.Value.ArmMrad < LeastChangeMrad && m.Value.HandMrad < LeastChangeMrad)
            .Select(m => $"{m.Key}: the chunk does not change; the policy does not use it")];
        if (follows.Low <= 0.5)
            problems.Add($"{Swap}: the tool follows it in {_followed} of {_looked} scenes, which chance does as well{(_looked < 10 ? "; look at more scenes" : "")}");
        return new PolicyCheckResult(folder.Path, _looked, means, follows, RateInterval.Wilson(_nearer, _looked), problems, new Provenance(
            BuildInfo.Version, BuildInfo.Commit, BuildInfo.Dotnet, BuildInfo.Platform, MujocoLibrary.Version, Rm75.Model.Name, folder.Path, folder.Hashes,
            input.ObjectsName, input.ObjectsSha256, input.SceneName, input.SceneSha256, $"{input.Scene.MinObjects} to {input.Scene.MaxObjects} objects", seed, null));
    }
}
