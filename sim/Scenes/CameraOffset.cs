using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Scenes;

/// <summary>How far a camera is from its reference place in a scene; its calibration says so too.</summary>
/// <param name="Camera">"head", "wrist" or "outside".</param>
/// <param name="PositionM">Shift in the frame of its mount. Unit: m. Range: [-0.2, 0.2] each.</param>
/// <param name="RotationRad">Rotation vector in the camera's optical frame. Unit: rad. Range: [-20, 20] degrees each.</param>
public sealed record CameraOffset(string Camera, Vector3d PositionM, Vector3d RotationRad)
{
    /// <summary>Returns the moved pose.</summary>
    public RigidTransform ApplyTo(RigidTransform mountFromCamera)
    {
        double angle = RotationRad.Length;
        Rotation turn = angle > 0 ? Rotation.FromAxisAngle(RotationRad, angle) : Rotation.Identity;
        return new RigidTransform(mountFromCamera.Rotation * turn, mountFromCamera.Translation + PositionM);
    }
}
