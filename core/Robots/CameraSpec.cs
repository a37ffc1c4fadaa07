using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Core.Robots;

/// <summary>One camera of a work cell: what is mounted where, and what it delivers.</summary>
/// <param name="Name">"head", "wrist", or another; used in topics.</param>
/// <param name="Width">Unit: px.</param>
/// <param name="Height">Unit: px.</param>
/// <param name="RateHz">Pictures per second at real-time pace. Unit: Hz.</param>
/// <param name="HasDepth">Whether an aligned depth picture comes with each colour picture.</param>
/// <param name="VerticalFieldOfViewRad">Full angle. Unit: rad.</param>
/// <param name="Mount">What it is fixed to.</param>
/// <param name="MountFromCamera">Optical frame (x right, y down, z forward) in the mount's frame. Unit: m.</param>
public sealed record CameraSpec(
    string Name,
    int Width,
    int Height,
    double RateHz,
    bool HasDepth,
    double VerticalFieldOfViewRad,
    CameraMount Mount,
    RigidTransform MountFromCamera)
{
    /// <summary>Returns the calibration of a perfectly known camera of this kind.</summary>
    public CameraCalibration Calibration() => new(
        $"{Name}-{Width}x{Height}", CameraIntrinsics.FromFieldOfView(Width, Height, VerticalFieldOfViewRad), Mount, MountFromCamera);

    /// <summary>Returns the optical frame of a camera at <paramref name="eye"/> that looks at <paramref name="target"/> with world z upwards in the picture.</summary>
    /// <param name="eye">Unit: m.</param>
    /// <param name="target">Unit: m; not straight above or below the eye.</param>
    public static RigidTransform LookAt(Vector3d eye, Vector3d target)
    {
        Vector3d forward = (target - eye).Normalized();
        Vector3d right = Vector3d.Cross(forward, new Vector3d(0, 0, 1)).Normalized();
        return new RigidTransform(Rotation.FromColumns(right, Vector3d.Cross(forward, right), forward), eye);
    }
}
