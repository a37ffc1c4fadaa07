using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>One skill at the board: where its episodes begin, what it is rewarded for, when it is done.</summary>
/// <remarks>Belongs to one environment. Allocates nothing per episode or step.</remarks>
public interface IBoardSkill
{
    /// <summary>Gets the skill's name, the task's in checkpoints.</summary>
    string Name { get; }

    /// <summary>Gets the steps after which an episode is cut off.</summary>
    int MaxSteps { get; }

    /// <summary>Gets whether a firm grip lifts by itself, see <see cref="BoardControl.LiftsWhatIsHeld"/>.</summary>
    bool Lifts { get; }

    /// <summary>Draws where the object lies and where the hand waits.</summary>
    /// <param name="halfSize">Half the object's extent. Unit: m.</param>
    /// <param name="random">Decides everything.</param>
    BoardStart Draw(Vector3d halfSize, ref EpisodeRandom random);

    /// <summary>Takes note of the state after the reset.</summary>
    void Begin(BoardWorld world);

    /// <summary>Returns the reward of a step and whether the task came to its end.</summary>
    BoardReward Reward(BoardWorld world);
}
