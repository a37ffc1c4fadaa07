using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// Pushes or drags the object over the board to a place and a square yaw: out over the edge, or against the wall. Success: within
/// 2 cm and 15 degrees and at rest for half a second (ExDex's push skill with the thresholds of a reduced task).
/// </summary>
public sealed class PushSkill : IBoardSkill
{
    // More than being there for ever is worth, or learning puts the end off.
    private const double DoneBonus = 10;
    // Not square it counts as not there, and once there it is hard to turn. Unit: 1/rad.
    private const double YawWeight = 6;
    private double _potential;
    private int _held;

    /// <inheritdoc/>
    public string Name => FlatObjectSkills.Push;

    /// <inheritdoc/>
    public int MaxSteps => 200;

    /// <inheritdoc/>
    public bool Lifts => false;

    /// <inheritdoc/>
    public BoardStart Draw(Vector3d halfSize, ref EpisodeRandom random)
    {
        BoardStart start = NearMiddle(halfSize, ref random);
        double aim = start.WorldFromObject.Translation.X + random.Between(-0.012, 0.012);
        FlatObjectRoute route = random.NextDouble() < 0.5 ? FlatObjectRoute.OverEdge(aim, halfSize.Y, random.Between(0.045, Math.Min(0.075, halfSize.Y - 0.022))) : FlatObjectRoute.ToWall(aim, halfSize.Y);
        return start with { GoalM = route.GoalM };
    }

    /// <summary>Draws an object near the board's middle and the hand above it.</summary>
    /// <param name="halfSize">Half the object's extent. Unit: m.</param>
    /// <param name="random">Decides everything.</param>
    internal static BoardStart NearMiddle(Vector3d halfSize, ref EpisodeRandom random)
    {
        double yaw = random.Between(-0.35, 0.35);
        var place = new Vector3d(Board.MiddleX + random.Between(-0.04, 0.04), Board.Middle.Y + random.Between(-0.03, 0.03), Board.TopZ + halfSize.Z + 0.0005);
        var tool = new Vector3d(place.X + random.Between(-0.03, 0.03), place.Y + random.Between(-0.03, 0.03), Board.TopZ + (2 * halfSize.Z) + random.Between(0.06, 0.10));
        return new BoardStart(
            new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yaw), place),
            new RigidTransform(Board.WorldFromHand(Board.RestPitchRad + random.Between(-0.1, 0.1)), tool));
    }

    /// <inheritdoc/>
    public void Begin(BoardWorld world)
    {
        _potential = Potential(world);
        _held = 0;
    }

    /// <inheritdoc/>
    public BoardReward Reward(BoardWorld world)
    {
        if (FlatObjectTask.HasFallen(world.View))
            return new BoardReward(-3, true, false);
        double before = _potential;
        _potential = Potential(world);
        bool there = FlatObjectTask.IsPlaced(world.View);
        _held = there ? _held + 1 : 0;
        double reward = _potential - before + (there ? 0.1 : 0) - 0.01;
        return _held >= FlatObjectTask.PlacedSteps ? new BoardReward(reward + DoneBonus, true, true) : new BoardReward(reward, false, false);
    }

    private static double Distance(BoardWorld world)
    {
        double x = world.View.WorldFromObject.Translation.X - world.View.Goal.X, y = world.View.WorldFromObject.Translation.Y - world.View.Goal.Y;
        return Math.Sqrt((x * x) + (y * y));
    }

    private static double Potential(BoardWorld world)
    {
        double nearest = double.PositiveInfinity;
        for (int i = 1; i < HandKinematics.Tips; i++)
            nearest = Math.Min(nearest, BoardJudge.DistanceTo(world, world.View.Tips[i]));
        return (-25 * Distance(world)) - (YawWeight * Math.Abs(world.View.YawRad)) - (4 * nearest);
    }
}
