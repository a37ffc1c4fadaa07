using DexGrasp.Core.Geometry;

namespace DexGrasp.Data.Demonstrations;

/// <summary>What only the simulator knew at a frame: for auxiliary losses and analysis, never an input.</summary>
/// <param name="Phase">The expert's phase, by number.</param>
/// <param name="WorldFromTarget">The target's pose.</param>
/// <param name="WorldFromGrip">Where the point between the pads should be for the expert's grip; null while none is chosen.</param>
/// <param name="GripWidthM">Width between the pads in that grip; 0 while none is chosen. Unit: m.</param>
/// <param name="ThumbTouches">Whether the thumb presses on the target.</param>
/// <param name="FingersTouch">Whether a finger presses on the target.</param>
/// <param name="PalmTouches">Whether the palm presses on the target.</param>
public sealed record RecordedTruth(
    int Phase, RigidTransform WorldFromTarget, RigidTransform? WorldFromGrip, double GripWidthM, bool ThumbTouches, bool FingersTouch, bool PalmTouches);
