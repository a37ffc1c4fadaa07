namespace DexGrasp.App.Evaluation;

/// <summary>One episode to run. Its outcome depends on nothing else than this, the suite and the policy.</summary>
/// <param name="Index">Position in the whole evaluation, from 0.</param>
/// <param name="Seed">First seed + index, so that any episode can be run again alone with <c>--seed</c> and <c>--episodes 1</c>.</param>
/// <param name="VideoPath">Where to write a video of it, or null for none.</param>
public sealed record EpisodeSpec(int Index, int Seed, string? VideoPath);
