using DexGrasp.App.Evaluation;

namespace DexGrasp.App.Policies.Checks;

/// <summary>What the check of a policy found.</summary>
/// <param name="Policy">Folder as it was asked for.</param>
/// <param name="Scenes">Scenes that were looked at.</param>
/// <param name="Changes">Mean change of the chunk by what was changed in the input.</param>
/// <param name="Follows">Share of scenes in which the mask on another object draws the tool, after one second, away from the target towards that object.</param>
/// <param name="Nearer">Share of scenes in which, with the mask on another object, the tool comes closer to that object within the first second than to the target.</param>
/// <param name="Problems">What is wrong, for people; empty for a policy that uses all that it is shown.</param>
/// <param name="Provenance">Where this comes from.</param>
public sealed record PolicyCheckResult(
    string Policy, int Scenes, IReadOnlyDictionary<string, ChunkChange> Changes, RateInterval Follows, RateInterval Nearer, IReadOnlyList<string> Problems,
    Provenance Provenance);
