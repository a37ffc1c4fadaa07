using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>A moment at the board, everything at rest, that an episode can begin in.</summary>
/// <param name="Skill">Name of the skill that goes on from here.</param>
/// <param name="World">Which board of the pool.</param>
/// <param name="Delay">How many control periods late commands come.</param>
/// <param name="WorldFromObject">Where the object really is.</param>
/// <param name="JointsRad">Where the joints really are. Shape: [13]. Unit: rad.</param>
/// <param name="GoalM">Where a push has to bring the object's middle. World frame x, y. Unit: m.</param>
/// <param name="ErrorM">Constant error of the seen position. World frame. Unit: m.</param>
/// <param name="YawErrorRad">Constant error of the seen yaw. Unit: rad.</param>
public sealed record BoardState(
    string Skill, int World, int Delay, RigidTransform WorldFromObject, ReadOnlyMemory<double> JointsRad, (double X, double Y) GoalM, Vector3d ErrorM, double YawErrorRad);
