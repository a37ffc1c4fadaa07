using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>How an episode at the board begins.</summary>
/// <param name="WorldFromObject">Where the object lies.</param>
/// <param name="WorldFromTool">Where the grasp centre waits, the hand open.</param>
/// <param name="GoalM">Where a push has to bring the object's middle; (0, 0) for skills without a place to reach. World frame x, y. Unit: m.</param>
public readonly record struct BoardStart(RigidTransform WorldFromObject, RigidTransform WorldFromTool, (double X, double Y) GoalM = default);
