namespace DexGrasp.Data.Conversion;

/// <summary>What a zarr store may not say about itself; null = as its attributes say, or DexGraspVLA's own.</summary>
/// <param name="Fps">Frames per second. Range: 1 to 1000. DexGraspVLA: 20.</param>
/// <param name="Task">Words of the task of every episode.</param>
/// <param name="RobotType">Name of the robot.</param>
public sealed record ZarrImportOptions(int? Fps = null, string? Task = null, string? RobotType = null);
