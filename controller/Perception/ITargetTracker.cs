using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>Keeps the target's mask from head picture to head picture. Mask and picture are always of the same frame. One thread at a time.</summary>
public interface ITargetTracker
{
    /// <summary>Gets the target's pixels in the head picture that was looked at last; null before the first.</summary>
    Mask? Mask { get; }

    /// <summary>Gets how the target showed in it.</summary>
    TargetSight Sight { get; }

    /// <summary>Finds the target in a box of the head picture and remembers it.</summary>
    /// <param name="observation">With depth in the head picture.</param>
    /// <param name="box">Around the target. Unit: px.</param>
    /// <returns>Why it was not found; null if it was.</returns>
    string? Begin(Observation observation, BoundingBox box);

    /// <summary>Looks for the target in the next head picture.</summary>
    /// <param name="observation">With depth in the head picture.</param>
    void Update(Observation observation);
}
