using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What an action of a skill at the board means: eight numbers from -1 to 1, in shares of <see cref="WristControlOptions"/>: move along
/// x, y, z, turn about x (the fingers' slope) and z, bend of the four fingers, of the thumb, turn of the thumb.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class BoardControl
{
    /// <summary>Numbers of an action.</summary>
    public const int ActionSize = 8;

    /// <summary>Gets what follows the wanted motion.</summary>
    public WristControl Wrist { get; } = new(Rm75.Model, Board.Wrist);

    /// <summary>Moves the joint targets by one control period.</summary>
    /// <param name="measuredRad">Where the joints are. Shape: [13]. Unit: rad.</param>
    /// <param name="action">Shape: [8]. Range: -1 to 1.</param>
    public void Move(ReadOnlySpan<double> measuredRad, ReadOnlySpan<float> action)
    {
        Span<double> hand = [action[7], action[6], action[5], action[5], action[5], action[5]];
        Wrist.Move(measuredRad, new Vector3d(action[0], action[1], action[2]), new Vector3d(action[3], 0, action[4]), hand);
    }
}
