using DexGrasp.Data.Statistics;

namespace DexGrasp.Data.LeRobot;

/// <summary>One row of meta/episodes.</summary>
/// <param name="Index">Number of the episode, from 0.</param>
/// <param name="Tasks">Words of its tasks; at least one.</param>
/// <param name="Length">Frames.</param>
/// <param name="FromIndex">First frame in the dataset.</param>
/// <param name="ToIndex">Frame after the last.</param>
/// <param name="Data">File of its numbers and sidecars.</param>
/// <param name="Videos">Per camera key: the file, and the span of time in it. Unit: s.</param>
/// <param name="Statistics">Per feature; empty where another program left them out.</param>
/// <param name="Notes">Whatever the recorder wrote down: seed, environment, commit, model hash.</param>
public sealed record EpisodeInfo(
    int Index,
    IReadOnlyList<string> Tasks,
    int Length,
    long FromIndex,
    long ToIndex,
    FilePlace Data,
    IReadOnlyDictionary<string, VideoSpan> Videos,
    IReadOnlyDictionary<string, FeatureStatistics> Statistics,
    IReadOnlyDictionary<string, string> Notes);
