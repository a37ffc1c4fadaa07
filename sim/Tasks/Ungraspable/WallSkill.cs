using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Tilts an object that lies at the wall against it, takes the raised rim between thumb and fingers, and lifts it (ExDex's wall skill).</summary>
public sealed class WallSkill : IBoardSkill
{
    private const double TiltWeight = 15;
    private GraspSkill _grasp;

    /// <inheritdoc/>
    public string Name => FlatObjectSkills.Wall;

    /// <inheritdoc/>
    public int MaxSteps => 300;

    /// <inheritdoc/>
    public bool Lifts => true;

    /// <inheritdoc/>
    public BoardStart Draw(Vector3d halfSize, ref EpisodeRandom random)
    {
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
}
