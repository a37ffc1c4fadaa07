using DexGrasp.App.Policies;
using DexGrasp.App.Simulation;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>The suite "grasp": lift the object that is named, or pointed out, from a scene of others.</summary>
public sealed class GraspSuite : IEvaluationSuite
{
    /// <summary>Name of the policy that works from pictures alone, without weights.</summary>
    public const string Classical = "classical";

    /// <summary>Name of the policy that sees the true state.</summary>
    public const string Expert = "expert";

    private readonly EvaluationOptions _options;
    private readonly PolicyChoice _policy;

    /// <summary>The target is named, and the embedded planner finds it in the head picture.</summary>
    public const string ByWords = "words";

    /// <summary>The target's true box is given, which leaves the planner out of what is measured.</summary>
    public const string ByBox = "box";

    /// <summary>Makes a suite.</summary>
    /// <param name="options">Policy, objects, scene, density, seed and the kind of target are used.</param>
    /// <exception cref="Cli.UserErrorException">There is no such object set, scene or file, or no such policy, or the disturbance would not touch the policy.</exception>
    /// <exception cref="Controller.Policy.PolicyException">The policy's files cannot be used.</exception>
    /// <exception cref="Sim.Data.DataFileException">A file cannot be used.</exception>
    public GraspSuite(EvaluationOptions options)
    {
        _options = options;
        _policy = PolicyChoice.Read(options.Policy, Rm75.Model, Classical, PolicyChoice.Learned, Expert);
        if (options.Disturb is { } disturbance)
            disturbance.CheckFits(_policy);
        options.Inference?.CheckFits(_policy);
        SceneInput read = SceneInput.Load(options.Objects, options.Scene);
        Input = options.Density is null ? read : read with { Scenes = [.. read.Scenes.Select(s => s.WithDensity(Density.Find(options.Density)!))] };
    }

    /// <summary>Gets what scenes are made from.</summary>
    internal SceneInput Input { get; }

    /// <inheritdoc/>
    public string Name => "grasp";

    /// <inheritdoc/>
    public Provenance Describe() => new(
        BuildInfo.Version, BuildInfo.Commit, BuildInfo.Dotnet, BuildInfo.Platform, MujocoLibrary.Version, Rm75.Model.Name, _options.Policy,
        _policy.ModelHashes, Input.ObjectsName, Input.ObjectsSha256, Input.SceneName, Input.SceneSha256,
        _options.Density ?? $"{Input.Scene.MinObjects} to {Input.Scene.MaxObjects} objects", _options.Seed, null)
    {
        Target = IsPointed ? ByBox : ByWords,
        Disturbance = _options.Disturb?.Name ?? "",
        Inference = _options.Inference?.Words ?? "",
        Renderer = OffscreenRenderer.BackendOfProcess ?? "",
    };

    /// <inheritdoc/>
    public IEpisodeRunner CreateRunner() => new GraspEpisodeRunner(Input, _policy, IsPointed, _options.Disturb, _options.Inference ?? new InferenceChoice());

    // The expert has no use for words: it sees which object is meant.
    private bool IsPointed => _options.Pointed || _policy.IsExpert;
}
