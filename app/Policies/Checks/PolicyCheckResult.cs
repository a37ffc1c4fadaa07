using DexGrasp.App.Evaluation;

namespace DexGrasp.App.Policies.Checks;

/// <summary>What the check of a policy found.</summary>
/// <param name="Policy">Folder as it was asked for.</param>
/// <param name="Scenes">Scenes that were looked at.</param>
/// <param name="Changes">Mean change of the chunk by what was changed in the input.</param>
/// <param name="Follows">In which share of scenes the tool comes closer to the other object, within the first second, than to the target, once the other has the mask.</param>
/// <param name="Problems">What is wrong, for people; empty for a policy that uses all that it is shown.</param>
/// <param name="Provenance">Where this comes from.</param>
public sealed record PolicyCheckResult(
    string Policy, int Scenes, IReadOnlyDictionary<string, ChunkChange> Changes, RateInterval Follows, IReadOnlyList<string> Problems, Provenance Provenance);
