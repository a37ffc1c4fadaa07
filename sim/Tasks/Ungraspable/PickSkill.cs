using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// The whole task in one: the object lies near the board's middle and has to be lifted, by whatever way. Evaluations judge the chain of
/// skills on it; a single policy that learns it is the end-to-end baseline of ExDex (arXiv 2503.23120).
/// </summary>
public sealed class PickSkill : IBoardSkill
{
    // As at the edge: raising the rim has to be worth something before the far side leaves the board.
    private const double TiltWeight = 8;
    private GraspSkill _grasp;

    /// <inheritdoc/>
    public string Name => "ungraspable-pick";

    /// <inheritdoc/>
    public int MaxSteps => 800;

    /// <inheritdoc/>
    public bool Lifts => true;

    /// <inheritdoc/>
    public BoardStart Draw(Vector3d halfSize, ref EpisodeRandom random) => PushSkill.NearMiddle(halfSize, ref random);

    /// <inheritdoc/>
    public void Begin(BoardWorld world) => _grasp.Begin(world, TiltWeight);

    /// <inheritdoc/>
    public BoardReward Reward(BoardWorld world) => _grasp.Reward(world, TiltWeight);
}
