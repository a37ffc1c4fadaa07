using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>How an episode at the board begins.</summary>
/// <param name="WorldFromObject">Where the object lies.</param>
/// <param name="WorldFromTool">Where the grasp centre waits.</param>
public readonly record struct BoardStart(RigidTransform WorldFromObject, RigidTransform WorldFromTool)
{
    /// <summary>Gets where a push has to bring the object's middle; (0, 0) for skills without a place to reach. World frame x, y. Unit: m.</summary>
    public (double X, double Y) GoalM { get; init; }

    /// <summary>Gets how the hand waits: bend of the fingers, bend and turn of the thumb. Default: open. Unit: rad.</summary>
    public (double Fingers, double Thumb, double Turn) HandRad { get; init; } = Board.OpenHandRad;
}
