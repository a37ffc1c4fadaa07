using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Images;

/// <summary>
/// Left, right, near and far on the table as a person behind the head camera sees them. Words such as "left of" and
/// "behind" mean this frame everywhere in DexGrasp: in instructions, in grounding and in judging.
/// </summary>
/// <param name="Eye">The camera. Unit: m.</param>
/// <param name="Right">Level direction that points right in the picture. Length: 1.</param>
/// <param name="Away">Level direction that points away from the viewer. Length: 1.</param>
public readonly record struct ViewFrame(Vector3d Eye, Vector3d Right, Vector3d Away)
{
    /// <summary>Makes the frame of a camera that does not look straight down and is not rolled by 90 degrees.</summary>
    /// <param name="worldFromCamera">Pose of the optical frame in the world.</param>
    public static ViewFrame Of(RigidTransform worldFromCamera)
    {
        Vector3d right = worldFromCamera.Rotation * new Vector3d(1, 0, 0);
        Vector3d level = new Vector3d(right.X, right.Y, 0).Normalized();
        return new ViewFrame(worldFromCamera.Translation, level, Vector3d.Cross(new Vector3d(0, 0, 1), level));
    }

    /// <summary>Returns how far a point lies to the right of the camera, square to the line of sight. Unit: m; left is negative.</summary>
    public double RightM(Vector3d pointInWorld) => Vector3d.Dot(pointInWorld - Eye, Right);

    /// <summary>Returns how far a point lies from the camera along the level line of sight. Unit: m.</summary>
    public double AwayM(Vector3d pointInWorld) => Vector3d.Dot(pointInWorld - Eye, Away);
}
