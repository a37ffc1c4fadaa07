using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>What skills and evaluations measure alike.</summary>
public static class BoardJudge
{
    /// <summary>Height of the object's lowest point above the board from which it counts as lifted. Unit: m.</summary>
    public const double LiftedM = 0.08;

    /// <summary>Steps for which it has to stay up: one second.</summary>
    public const int HeldSteps = 20;

    private const double FallenM = 0.035;
    private const double StillMPerS = 0.15;

    /// <summary>Returns whether the object has left the board: its middle is lower than a lying object's can be, or it is out of reach.</summary>
    public static bool HasFallen(BoardWorld world)
    {
        Vector3d at = world.View.WorldFromObject.Translation;
        return at.Z < Board.TopZ - FallenM || Math.Abs(at.X - Board.MiddleX) > Board.HalfX + 0.05;
    }

    /// <summary>Returns whether the object is up and calm.</summary>
    public static bool IsUp(BoardWorld world) => world.View.LowestM > LiftedM && world.View.Linear.Length < StillMPerS;

    /// <summary>Returns the distance of a point from the object's bounds; 0 inside. Unit: m.</summary>
    /// <param name="world">Holds the object.</param>
    /// <param name="point">World frame. Unit: m.</param>
    public static double DistanceTo(BoardWorld world, Vector3d point)
    {
        Vector3d p = world.View.WorldFromObject.Inverse() * point, h = world.View.HalfSize;
        return new Vector3d(Math.Max(0, Math.Abs(p.X) - h.X), Math.Max(0, Math.Abs(p.Y) - h.Y), Math.Max(0, Math.Abs(p.Z) - h.Z)).Length;
    }
}
