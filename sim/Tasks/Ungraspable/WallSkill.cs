using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Tilts an object that lies at the wall against it, takes the raised rim between thumb and fingers, and lifts it (ExDex's wall skill).</summary>
/// <param name="easyShare">Share of episodes that begin with the object tilted and the open hand around the raised rim: the first lesson. Range: 0 to 1. Default: 0.</param>
public sealed class WallSkill(double easyShare = 0) : IBoardSkill
{
    // Less leaves no room for the thumb below the rim; more is steeper than the hand turns. Unit: rad.
    private const double LeastTiltRad = 0.24, MostTiltRad = 0.6;

    // How far in the thumb reaches, as if the rim hung over an edge by this. Unit: m.
    private const double RoomM = 0.05;
    private const double TiltWeight = 15;

    // By how much thumb and fingers are further open than when they touch: it falls at once upon what does not support it. Unit: rad.
    private const double LeastOpenRad = 0.05, MostOpenRad = 0.3;
    private GraspSkill _grasp;

    /// <inheritdoc/>
    public string Name => FlatObjectSkills.Wall;

    /// <inheritdoc/>
    public int MaxSteps => 200;

    /// <inheritdoc/>
    public bool Lifts => true;

    /// <inheritdoc/>
    public BoardStart Draw(Vector3d halfSize, ref EpisodeRandom random)
    {
        if (random.NextDouble() < easyShare)
            return Tilted(halfSize, ref random);
        double gap = random.Between(0, 0.025), yaw = random.Between(-0.15, 0.15);
        double reach = halfSize.Y + (Math.Abs(Math.Sin(yaw)) * halfSize.X);
        var place = new Vector3d(Board.MiddleX + random.Between(-0.03, 0.03), Board.WallY + reach + gap, Board.TopZ + halfSize.Z + 0.0005);
        var tool = new Vector3d(place.X + random.Between(-0.03, 0.03), place.Y + halfSize.Y + random.Between(0.02, 0.05), Board.TopZ + (2 * halfSize.Z) + random.Between(0.05, 0.09));
        return new BoardStart(
            new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yaw), place),
            new RigidTransform(Board.WorldFromHand(Board.RestPitchRad + random.Between(-0.1, 0.1)), tool));
    }

    /// <inheritdoc/>
    public void Begin(BoardWorld world) => _grasp.Begin(world, TiltWeight);

    /// <inheritdoc/>
    public BoardReward Reward(BoardWorld world) => _grasp.Reward(world, TiltWeight);

    private static BoardStart Tilted(Vector3d halfSize, ref EpisodeRandom random)
    {
        double tilt = random.Between(LeastTiltRad, MostTiltRad), sin = Math.Sin(tilt), cos = Math.Cos(tilt);

        // The far lower edge stands on the board, the far upper edge leans on the wall.
        var place = new Vector3d(Board.MiddleX + random.Between(-0.03, 0.03), Board.WallY + 0.001 + (halfSize.Y * cos) + (halfSize.Z * sin), Board.TopZ + 0.0005 + (halfSize.Y * sin) + (halfSize.Z * cos));
        var worldFromObject = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), tilt), place);
        RimGrasp plan = RimGrasp.For(2 * halfSize.Z, RoomM);
        double depth = plan.ThumbDepthM - random.Between(0, 0.012);
        Vector3d thumb = worldFromObject * new Vector3d(random.Between(-0.02, 0.02), halfSize.Y - depth, random.Between(-0.005, -0.001) - halfSize.Z - RimGrasp.TipRadiusM);
        Rotation hand = Board.WorldFromHand(tilt + random.Between(-0.1, 0.1));
        return new BoardStart(worldFromObject, new RigidTransform(hand, plan.ToolFor(thumb, hand))) { HandRad = (plan.FingersRad - random.Between(LeastOpenRad, MostOpenRad), plan.ThumbRad - random.Between(LeastOpenRad, MostOpenRad), RimGrasp.ThumbTurnRad) };
    }
}
