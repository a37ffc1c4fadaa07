namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>How an episode of a script or policy went.</summary>
/// <param name="Success">Whether a reading found the target uncovered in the box; no where the episode cannot be trusted.</param>
/// <param name="Steps">Control steps until the first such reading; without one, of the whole episode.</param>
/// <param name="Exposure">As last read. Range: 0 to 1.</param>
/// <param name="ObjectsLost">How many objects left the box, target included.</param>
/// <param name="Fault">Why it cannot be trusted; null when it can.</param>
public readonly record struct BaselineResult(bool Success, int Steps, double Exposure, int ObjectsLost, string? Fault)
{
    /// <summary>Gets the control steps of the whole episode: more than <see cref="Steps"/> where the script went on.</summary>
    public int EpisodeSteps { get; init; }

    /// <summary>Gets the control steps until the script had done all that it does; null where it never had.</summary>
    public int? DoneSteps { get; init; }

    /// <summary>Gets how many steps of the episode passed the force limit at the wrist.</summary>
    public int StepsOverForce { get; init; }

    /// <summary>Gets whether a reading found an exposure of 0.8 or more.</summary>
    public bool Exposed80 { get; init; }

    /// <summary>Gets whether the target is out of the box at the end.</summary>
    public bool TargetLost { get; init; }

    /// <summary>Gets how many occluders are in the box at the end.</summary>
    public int OccludersLeft { get; init; }
}
