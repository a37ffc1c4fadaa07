namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>What <c>eval retrieval</c> was asked for.</summary>
/// <param name="Policy">ONNX model; null: the one that comes with the program.</param>
/// <param name="Methods">What is judged.</param>
/// <param name="Level">Which scenes.</param>
/// <param name="Occluders">Objects beside the target; null: as many as the level has. Range: 1 to 24.</param>
/// <param name="Scenes">Scenes of each seed. Range: 1 and up.</param>
/// <param name="Seeds">How many seeds. Range: 1 and up.</param>
/// <param name="Seed">The first one. Range: 0 and up.</param>
/// <param name="TimestepS">Physics step. Unit: s.</param>
/// <param name="Threads">Range: 1 and up; the result does not depend on it.</param>
/// <param name="Folder">For retrieval.json.</param>
internal sealed record RetrievalEvaluationOptions(
    string? Policy, IReadOnlyList<RetrievalMethod> Methods, RetrievalLevel Level, int? Occluders, int Scenes, int Seeds, int Seed, double TimestepS, int Threads, string Folder)
{
    /// <summary>What is added to a seed: scenes of training have seed 1.</summary>
    public const ulong FirstLibrarySeed = 100_000;

    /// <summary>Gets the policy that comes with the program.</summary>
    public static string ShippedPolicy { get; } = Path.Combine(AppContext.BaseDirectory, "models", "skills", "retrieval.onnx");

    /// <summary>Gets the ONNX model of a student that was refined in its own task; null: the student is the policy itself, told what joints and pictures tell.</summary>
    public string? Student { get; init; }

    /// <summary>Gets the folder of settled scenes; null: the usual one.</summary>
    public string? SceneFolder { get; init; }

    /// <summary>Gets the seeds of the settled scenes, none of them training's.</summary>
    public IReadOnlyList<ulong> LibrarySeeds => [.. Enumerable.Range(0, Seeds).Select(k => FirstLibrarySeed + (ulong)Seed + (ulong)k)];
}
