using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>What skills and evaluations measure alike.</summary>
public static class BoardJudge
{
    /// <summary>How deep a finger may press into the object for a grasp to count: contacts are soft, but no deeper than this. Unit: m.</summary>
    public const double SoundM = 0.004;

    /// <summary>Returns the distance of a point from the object's bounds; 0 inside. Unit: m.</summary>
    /// <param name="world">Holds the object.</param>
    /// <param name="point">World frame. Unit: m.</param>
    public static double DistanceTo(BoardWorld world, Vector3d point)
    {
        Vector3d p = world.View.WorldFromObject.Inverse() * point, h = world.View.HalfSize;
        return new Vector3d(Math.Max(0, Math.Abs(p.X) - h.X), Math.Max(0, Math.Abs(p.Y) - h.Y), Math.Max(0, Math.Abs(p.Z) - h.Z)).Length;
    }
}
