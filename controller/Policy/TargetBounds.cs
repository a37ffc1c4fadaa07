using DexGrasp.Core.Geometry;

namespace DexGrasp.Controller.Policy;

/// <summary>Where the target's visible surface is.</summary>
/// <param name="Centre">Middle of its bounds. Frame: world. Unit: m.</param>
/// <param name="HalfExtents">Half its bounds along the world's axes. Unit: m.</param>
/// <param name="Seen">Share of its usual pixels that the newest picture showed. Range: 0 to about 1.</param>
public readonly record struct TargetBounds(Vector3d Centre, Vector3d HalfExtents, double Seen);
