using DexGrasp.Core.Geometry;

namespace DexGrasp.Controller.Grasping;

/// <summary>One way to take an object.</summary>
/// <param name="WorldFromTool">Pose of the grasp centre when the hand closes.</param>
/// <param name="WidthM">Object's width between thumb and fingers. Unit: m.</param>
/// <param name="ShiftM">How far the object's middle is from the grasp centre along the tool's x axis. Unit: m.</param>
/// <param name="OpenRad">Hand positions before closing. Shape: [6]. Unit: rad.</param>
/// <param name="TouchRad">Hand positions at which thumb and fingers are expected to touch. Shape: [6]. Unit: rad.</param>
/// <param name="Cost">Lower is better.</param>
internal sealed record GraspCandidate(
    RigidTransform WorldFromTool, double WidthM, double ShiftM, double[] OpenRad, double[] TouchRad, double Cost)
{
    /// <summary>Gets the arm's posture at the grasp. Shape: [7]. Unit: rad; empty before it was sought.</summary>
    public double[] ArmRad { get; init; } = [];

    /// <summary>Gets the arm's posture above the grasp. Shape: [7]. Unit: rad; empty before it was sought.</summary>
    public double[] HoverArmRad { get; init; } = [];

    /// <summary>Gets the pose above the grasp.</summary>
    public RigidTransform WorldFromHover { get; init; }

    /// <summary>Gets the pose to which the object is lifted.</summary>
    public RigidTransform WorldFromLift { get; init; }
}
