using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Objects at rest in the box, the target under the others.</summary>
/// <param name="Items">Target first.</param>
/// <param name="WorldFromItems">One pose each.</param>
/// <param name="Exposure">The target's. Range: 0 to 1.</param>
public sealed record SettledPile(IReadOnlyList<ObjectSpec> Items, IReadOnlyList<RigidTransform> WorldFromItems, double Exposure);
