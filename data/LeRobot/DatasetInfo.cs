namespace DexGrasp.Data.LeRobot;

/// <summary>What meta/info.json says.</summary>
/// <param name="Schema">Features, rate and robot.</param>
/// <param name="TotalEpisodes">Episodes.</param>
/// <param name="TotalFrames">Frames of all episodes.</param>
/// <param name="TotalTasks">Different tasks.</param>
/// <param name="Provenance">Where the data comes from: whatever its maker wrote down.</param>
public sealed record DatasetInfo(DatasetSchema Schema, int TotalEpisodes, long TotalFrames, int TotalTasks, IReadOnlyDictionary<string, string> Provenance);
