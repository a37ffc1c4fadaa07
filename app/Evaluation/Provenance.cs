using DexGrasp.Sim.Rendering;

namespace DexGrasp.App.Evaluation;

/// <summary>Where a result comes from: enough to make it again.</summary>
/// <param name="Version">Version of DexGrasp.</param>
/// <param name="Commit">Commit that was built, "-dirty" if sources differed from it; null where it is not known.</param>
/// <param name="Dotnet">Run-time version.</param>
/// <param name="Platform">Operating system and processor architecture.</param>
/// <param name="Mujoco">Version of the MuJoCo library.</param>
/// <param name="Robot">Robot card.</param>
/// <param name="Policy">Name of the policy.</param>
/// <param name="ModelHashes">SHA-256 of every model file by name; empty for a policy without weights.</param>
/// <param name="Objects">Object set as it was asked for.</param>
/// <param name="ObjectsSha256">Hash of the object set's file; null for a set that is part of the build.</param>
/// <param name="Scene">Scene as it was asked for.</param>
/// <param name="SceneSha256">Hash of the scene's file; null for a scene that is part of the build.</param>
/// <param name="Density">Named density of objects.</param>
/// <param name="FirstSeed">Seed of episode 0; episode k has this plus k.</param>
/// <param name="Shard">Part of the evaluation, as "i/n"; null for the whole.</param>
/// <param name="Interval">How the interval was computed.</param>
public sealed record Provenance(
    string Version,
    string? Commit,
    string Dotnet,
    string Platform,
    string Mujoco,
    string Robot,
    string Policy,
    IReadOnlyDictionary<string, string> ModelHashes,
    string Objects,
    string? ObjectsSha256,
    string Scene,
    string? SceneSha256,
    string Density,
    int FirstSeed,
    string? Shard,
    string Interval = "Wilson score, 95 %")
{
    /// <summary>Gets how the target was given: "words", or "box" where it was pointed out; empty for suites without one.</summary>
    public string Target { get; init; } = "";

    /// <summary>Gets what happened in each episode while the hand came; empty for nothing.</summary>
    public string Disturbance { get; init; } = "";

    /// <summary>Gets how a learned policy was asked for chunks, where it differs from what it prescribes; empty for nothing.</summary>
    public string Inference { get; init; } = "";

    /// <summary>Gets what drew the cameras' pictures, as <see cref="OffscreenRenderer.Backend"/>; empty where nothing was drawn.</summary>
    public string Renderer { get; init; } = "";
}
