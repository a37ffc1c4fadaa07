using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>What only the simulator knows at a frame: for auxiliary losses and analysis, never an input.</summary>
/// <param name="WorldFromTarget">The target's pose; its origin is the middle of its bounds.</param>
/// <param name="LinearMPerS">The target's velocity. World frame. Unit: m/s.</param>
/// <param name="AngularRadPerS">The target's turning. The target's frame. Unit: rad/s.</param>
/// <param name="WorldFromGrip">Where the point between the pads should be for the expert's grip: x from the fingers to the thumb, z the way the fingers point; null while none is chosen.</param>
/// <param name="GripWidthM">Width between the pads in that grip; 0 while none is chosen. Unit: m.</param>
/// <param name="LiftedM">How far the target is above its start. Unit: m.</param>
/// <param name="ThumbTouches">Whether the thumb presses on the target.</param>
/// <param name="FingersTouch">Whether a finger presses on the target.</param>
/// <param name="PalmTouches">Whether the palm presses on the target.</param>
public sealed record DemonstrationTruth(
    RigidTransform WorldFromTarget, Vector3d LinearMPerS, Vector3d AngularRadPerS, RigidTransform? WorldFromGrip, double GripWidthM, double LiftedM,
    bool ThumbTouches, bool FingersTouch, bool PalmTouches);
