namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>How an episode of a script or policy ended.</summary>
/// <param name="Success">Whether a reading found the target uncovered.</param>
/// <param name="Steps">Control steps made.</param>
/// <param name="Exposure">As last read. Range: 0 to 1.</param>
/// <param name="ObjectsLost">How many objects left the box.</param>
/// <param name="Fault">Why it cannot be trusted; null when it can.</param>
public readonly record struct BaselineResult(bool Success, int Steps, double Exposure, int ObjectsLost, string? Fault);
