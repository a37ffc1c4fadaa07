using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What an action of the retrieval skill means: ten numbers from -1 to 1, in shares of <see cref="WristControlOptions"/>: move along
/// x, y, z, turn about z, changes of the six hand joints.
/// </summary>
public static class RetrievalControl
{
    /// <summary>Numbers of an action.</summary>
    public const int ActionSize = 4 + RobotModel.HandDof;

    /// <summary>Moves the joint targets by one control period.</summary>
    /// <param name="wrist">Made with <see cref="ClutterBox.Wrist"/>.</param>
    /// <param name="measuredRad">Where the joints are. Shape: [13]. Unit: rad.</param>
    /// <param name="action">Shape: [10]. Range: -1 to 1.</param>
    public static void Move(WristControl wrist, ReadOnlySpan<double> measuredRad, ReadOnlySpan<float> action)
    {
        Span<double> hand = stackalloc double[RobotModel.HandDof];
        for (int i = 0; i < hand.Length; i++)
            hand[i] = action[4 + i];
        wrist.Move(measuredRad, new Vector3d(action[0], action[1], action[2]), new Vector3d(0, 0, action[3]), hand);
    }
}
