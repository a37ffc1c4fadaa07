using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Experts;

/// <summary>A point on an object's surface.</summary>
/// <param name="Position">Frame: the object's. Unit: m.</param>
/// <param name="Normal">Outwards, length 1. Frame: the object's.</param>
internal readonly record struct SurfacePoint(Vector3d Position, Vector3d Normal);
