using System.Text.Json.Serialization;

namespace DexGrasp.App.Policies.Replays;

/// <summary>One moment of a demonstration, and what policy and expert meant to do from there.</summary>
/// <param name="AtS">Time from the first frame. Unit: s.</param>
/// <param name="CommandRad">Command in force: what was really done. Shape: [13]. Unit: rad.</param>
/// <param name="PredictedRad">The policy's chunk. Shape: [64 x 13]. Unit: rad.</param>
/// <param name="PlannedRad">The expert's own chunk. Shape: [64 x 13]. Unit: rad.</param>
public sealed record ReplayFrame(double AtS, double[] CommandRad, [property: JsonIgnore] double[] PredictedRad, [property: JsonIgnore] double[] PlannedRad);
