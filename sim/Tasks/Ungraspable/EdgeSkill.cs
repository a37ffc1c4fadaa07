using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Takes an object that reaches out over the edge by 4 to 8 cm between thumb and fingers, and lifts it (ExDex's edge skill).</summary>
/// <param name="easyShare">Share of episodes that begin with the open hand around the rim: the first lesson. Range: 0 to 1. Default: 0.</param>
public sealed class EdgeSkill(double easyShare = 0) : IBoardSkill
{
    // How far inside the edge the middle of the object stays: it must not tip over by itself.
    private const double BalanceM = 0.017;

    // The far side leaves the board last: raising the rim has to be worth something before.
    private const double TiltWeight = 8;
    private GraspSkill _grasp;

    /// <inheritdoc/>
    public string Name => FlatObjectSkills.Edge;

    /// <inheritdoc/>
    public int MaxSteps => 160;

    /// <inheritdoc/>
    public bool Lifts => true;

    /// <inheritdoc/>
    public BoardStart Draw(Vector3d halfSize, ref EpisodeRandom random)
    {
        double overhang = random.Between(0.04, Math.Min(0.08, halfSize.Y - BalanceM)), yaw = random.Between(-0.2, 0.2);
        var place = new Vector3d(Board.MiddleX + random.Between(-0.03, 0.03), Board.EdgeY + overhang - halfSize.Y, Board.TopZ + halfSize.Z + 0.0005);
        var worldFromObject = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yaw), place);
        if (random.NextDouble() < easyShare)
            return Around(worldFromObject, halfSize, overhang, yaw, ref random);
        var tool = new Vector3d(place.X + random.Between(-0.03, 0.03), Board.EdgeY + overhang + random.Between(0.02, 0.05), Board.TopZ + (2 * halfSize.Z) + random.Between(0.05, 0.09));
        return new BoardStart(worldFromObject, new RigidTransform(Board.WorldFromHand(Board.RestPitchRad + random.Between(-0.1, 0.1)), tool));
    }

    /// <inheritdoc/>
    public void Begin(BoardWorld world) => _grasp.Begin(world, tiltWeight: TiltWeight);

    /// <inheritdoc/>
    public BoardReward Reward(BoardWorld world) => _grasp.Reward(world, tiltWeight: TiltWeight);

    private static BoardStart Around(RigidTransform worldFromObject, Vector3d halfSize, double overhang, double yaw, ref EpisodeRandom random)
    {
        RimGrasp plan = RimGrasp.For(2 * halfSize.Z, overhang);
        double depth = plan.ThumbDepthM - random.Between(0, 0.012);
        Vector3d thumb = worldFromObject * new Vector3d(random.Between(-0.02, 0.02), halfSize.Y - depth, random.Between(0.004, 0.010) - halfSize.Z - RimGrasp.TipRadiusM);
        Rotation hand = Board.WorldFromHand(random.Between(-0.05, 0.15), yaw);
        return new BoardStart(worldFromObject, new RigidTransform(hand, plan.ToolFor(thumb, hand))) { HandRad = (plan.FingersRad, RimGrasp.OpenThumbRad, RimGrasp.ThumbTurnRad) };
    }
}
