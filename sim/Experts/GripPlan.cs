using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Experts;

/// <summary>One way to take hold of an object from above.</summary>
/// <param name="ObjectFromGrip">The point between the pads in the object's frame: x from the fingers to the thumb, z the way the fingers point.</param>
/// <param name="WorldFromGrip">The same in the world when it was planned.</param>
/// <param name="Open">Closing with which the hand comes down.</param>
/// <param name="Contact">Closing at which the pads touch.</param>
/// <param name="Squeeze">Closing that is commanded to hold on.</param>
/// <param name="BackOffM">How far above the grip, against the way the fingers point, the hand may arrive from anywhere. Unit: m.</param>
/// <param name="LiftOffset">Where the grip goes from there to lift. Frame: world. Unit: m.</param>
/// <param name="WidthM">Width between the pads. Unit: m.</param>
/// <param name="Cost">Smaller is better.</param>
internal sealed record GripPlan(
    RigidTransform ObjectFromGrip, RigidTransform WorldFromGrip, HandClosing Open, HandClosing Contact, HandClosing Squeeze,
    double BackOffM, Vector3d LiftOffset, double WidthM, double Cost)
{
    /// <summary>Returns where the tool is when the pads' middle is at a pose.</summary>
    internal static RigidTransform ToolAt(RigidTransform worldFromGrip, HandClosing closing, RigidTransform flangeFromTool) =>
        worldFromGrip * new RigidTransform(Rotation.Identity, -HandGeometry.PadMiddle(closing)) * flangeFromTool;

    /// <summary>Returns the pads' middle for a pose of the tool.</summary>
    internal static RigidTransform GripAt(RigidTransform worldFromTool, HandClosing closing, RigidTransform flangeFromTool) =>
        worldFromTool * flangeFromTool.Inverse() * new RigidTransform(Rotation.Identity, HandGeometry.PadMiddle(closing));
}
