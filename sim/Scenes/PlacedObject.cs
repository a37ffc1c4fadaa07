using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>An object and where it stands.</summary>
/// <param name="Spec">The object.</param>
/// <param name="WorldFromObject">Its pose. World frame: z = 0 is the table top.</param>
public sealed record PlacedObject(ObjectSpec Spec, RigidTransform WorldFromObject);
