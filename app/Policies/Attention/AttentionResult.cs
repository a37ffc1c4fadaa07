using DexGrasp.App.Evaluation;

namespace DexGrasp.App.Policies.Attention;

/// <summary>Where a policy looks during a demonstration.</summary>
/// <param name="Policy">Folder as it was asked for.</param>
/// <param name="ModelHashes">SHA-256 of every model file by name.</param>
/// <param name="Source">Which demonstration.</param>
/// <param name="Frames">One a second.</param>
public sealed record AttentionResult(string Policy, IReadOnlyDictionary<string, string> ModelHashes, string Source, IReadOnlyList<AttentionFrame> Frames)
{
    /// <summary>Gets the version of DexGrasp, with the commit where it is known.</summary>
    public string Version { get; } = BuildInfo.Commit is { } commit ? $"{BuildInfo.Version}, commit {commit}" : BuildInfo.Version;

    /// <summary>Gets the mean part of the attention that goes to the head picture. Range: [0, 1].</summary>
    public double HeadShare => Frames.Average(f => f.HeadShare);

    /// <summary>Gets the mean part that goes to the wrist picture.</summary>
    public double WristShare => Frames.Average(f => f.WristShare);

    /// <summary>Gets the mean part that goes to the state.</summary>
    public double StateShare => Frames.Average(f => f.StateShare);

    /// <summary>Gets the mean of the attention to the target over an even one, of frames that show it; 0 where none does.</summary>
    public double OnTarget => Frames.Where(f => f.OnTarget > 0).Select(f => f.OnTarget).DefaultIfEmpty(0).Average();
}
