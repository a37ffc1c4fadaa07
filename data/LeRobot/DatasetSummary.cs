namespace DexGrasp.Data.LeRobot;

/// <summary>What a dataset holds, in a few numbers.</summary>
/// <param name="Folder">The dataset.</param>
/// <param name="Version">Version of the format.</param>
/// <param name="RobotType">Name of the robot.</param>
/// <param name="Fps">Frames per second.</param>
/// <param name="Episodes">Whole episodes.</param>
/// <param name="Frames">Frames of whole episodes.</param>
/// <param name="Seconds">Time of all episodes. Unit: s.</param>
/// <param name="ShortestFrames">Frames of the shortest episode; 0 without episodes.</param>
/// <param name="LongestFrames">Frames of the longest episode; 0 without episodes.</param>
/// <param name="Megabytes">All files. Unit: MB (10^6 bytes).</param>
/// <param name="Features">Per feature and sidecar: name, type and shape.</param>
/// <param name="Tasks">Per task: words, and how many episodes have it.</param>
/// <param name="Provenance">Where the data comes from.</param>
/// <param name="Notes">What is not as it should be because writing or copying was cut off.</param>
public sealed record DatasetSummary(
    string Folder, string Version, string RobotType, int Fps, int Episodes, long Frames, double Seconds, int ShortestFrames, int LongestFrames, double Megabytes,
    IReadOnlyDictionary<string, string> Features, IReadOnlyDictionary<string, int> Tasks, IReadOnlyDictionary<string, string> Provenance, IReadOnlyList<string> Notes)
{
    /// <summary>Sums a dataset up.</summary>
    public static DatasetSummary Of(LeRobotDataset dataset)
    {
        DatasetSchema schema = dataset.Schema;
        Dictionary<string, string> features = schema.AllFeatures.ToDictionary(f => f.Key, f => $"{f.Dtype} ({string.Join(", ", f.Shape)})");
        foreach (Sidecars.Sidecar sidecar in schema.Sidecars)
            features[sidecar.Key] = $"{sidecar.Kind.ToString().ToLowerInvariant()} ({sidecar.Height}, {sidecar.Width}), lossless, in sidecars/";
        return new DatasetSummary(
            dataset.Folder,
            DatasetLayout.Version,
            schema.RobotType,
            schema.Fps,
            dataset.Episodes.Count,
            dataset.Frames,
            (double)dataset.Frames / schema.Fps,
            dataset.Episodes.Count == 0 ? 0 : dataset.Episodes.Min(e => e.Length),
            dataset.Episodes.Count == 0 ? 0 : dataset.Episodes.Max(e => e.Length),
            new DirectoryInfo(dataset.Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6,
            features,
            dataset.Tasks.Distinct().ToDictionary(task => task, task => dataset.Episodes.Count(e => e.Tasks.Contains(task))),
            dataset.Info.Provenance,
            dataset.Notes);
    }
}
