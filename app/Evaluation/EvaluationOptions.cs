using DexGrasp.App.Policies;

namespace DexGrasp.App.Evaluation;

/// <summary>What to evaluate and how.</summary>
/// <param name="Policy">"classical" or "expert".</param>
/// <param name="Objects">"train", "heldout" or a JSON file.</param>
/// <param name="Scene">A named scene or a JSON file.</param>
/// <param name="Density">"sparse" (4-8), "dense" (9-15) or "ultra-dense" (16-25 objects); null: as the scene says.</param>
/// <param name="Episodes">Episodes in all, over all shards. Range: 1 and up. Default: 200.</param>
/// <param name="Seed">Seed of episode 0. Default: 0.</param>
/// <param name="Threads">Worker threads; results do not depend on it. Default: the number of processors.</param>
/// <param name="Shard">The part to run.</param>
/// <param name="Videos">How many of the first episodes get a video. Default: 0.</param>
/// <param name="Folder">Where results go.</param>
/// <param name="Pointed">Whether the target's true box is given; else the planner finds what the words mean in the picture.</param>
/// <param name="Disturb">What happens in each episode while the hand comes; null for nothing.</param>
/// <param name="Inference">How a learned policy is asked for chunks; null as it prescribes.</param>
public sealed record EvaluationOptions(
    string Policy, string Objects, string Scene, string? Density, int Episodes, int Seed, int Threads, Shard Shard, int Videos, string Folder,
    bool Pointed = false, Disturbance? Disturb = null, InferenceChoice? Inference = null);
