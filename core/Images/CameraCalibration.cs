using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Images;

/// <summary>Where a camera looks from, and how it maps points to pixels.</summary>
/// <param name="Id">Names this calibration in messages.</param>
/// <param name="Intrinsics">Pinhole model of the pictures.</param>
/// <param name="Mount">What the camera is fixed to.</param>
/// <param name="MountFromCamera">Pose of the optical frame (x right, y down, z forward) in the mount's frame. Unit: m.</param>
public sealed record CameraCalibration(string Id, CameraIntrinsics Intrinsics, CameraMount Mount, RigidTransform MountFromCamera)
{
    /// <summary>Returns the pose of the optical frame in the world at given joint positions.</summary>
    /// <param name="kinematics">The arm that carries the camera; unused for a camera fixed in the world.</param>
    /// <param name="positionsRad">Joint positions when the picture was taken. Shape: at least [7]. Unit: rad.</param>
    public RigidTransform WorldFromCamera(ArmKinematics kinematics, ReadOnlySpan<double> positionsRad) =>
        Mount == CameraMount.World ? MountFromCamera : kinematics.WorldFromFlange(positionsRad) * MountFromCamera;
}
