namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>How one method did in one scene.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Seed">Of the settled scenes.</param>
/// <param name="Scene">Number among those of the seed.</param>
/// <param name="Success">Whether a reading found the target uncovered in the box.</param>
/// <param name="Steps">Control steps until then; without success, of the whole episode.</param>
/// <param name="EpisodeSteps">Control steps of the whole episode.</param>
/// <param name="DoneSteps">Control steps until every occluder was out of the box or given up, the target still in it; null where that did not happen or nobody tried.</param>
/// <param name="OccludersLeft">Occluders in the box at the end.</param>
/// <param name="Exposure">As last read. Range: 0 to 1.</param>
/// <param name="Exposed80">Whether a reading found 0.8 or more.</param>
/// <param name="ObjectsOut">Objects that left the box, in the whole episode.</param>
/// <param name="TargetLost">Whether the target was one of them.</param>
/// <param name="StepsOverForce">Control steps over the force limit, of the whole episode.</param>
/// <param name="Fault">Why it cannot be trusted and so failed; null when it can.</param>
internal sealed record RetrievalEpisode(
    string Method, ulong Seed, int Scene, bool Success, int Steps, int EpisodeSteps, int? DoneSteps, int OccludersLeft, double Exposure, bool Exposed80, int ObjectsOut, bool TargetLost, int StepsOverForce, string? Fault);
