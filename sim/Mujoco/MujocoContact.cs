using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Mujoco;

/// <summary>One contact between two shapes.</summary>
/// <param name="Geom1">Id of the first shape.</param>
/// <param name="Geom2">Id of the second shape.</param>
/// <param name="DistanceM">Gap between the surfaces; negative when they overlap. Unit: m.</param>
/// <param name="Position">Middle of the contact, world frame. Unit: m.</param>
/// <param name="Normal">Unit vector from the first shape to the second, world frame.</param>
public readonly record struct MujocoContact(int Geom1, int Geom2, double DistanceM, Vector3d Position, Vector3d Normal);
