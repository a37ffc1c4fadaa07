namespace DexGrasp.Core.Geometry;

/// <summary>
/// The pose of one frame in another. Name values <c>parentFromChild</c>: <c>worldFromTool * toolFromCamera</c> is
/// <c>worldFromCamera</c>, and inner names must meet.
/// </summary>
/// <param name="Rotation">Child axes seen in the parent.</param>
/// <param name="Translation">Child origin seen in the parent. Unit: m.</param>
public readonly record struct RigidTransform(Rotation Rotation, Vector3d Translation)
{
    /// <summary>Both frames are the same.</summary>
    public static RigidTransform Identity => default;

    /// <summary>Chains two poses; read from right to left.</summary>
    public static RigidTransform operator *(RigidTransform aFromB, RigidTransform bFromC) =>
        new(aFromB.Rotation * bFromC.Rotation, aFromB * bFromC.Translation);

    /// <summary>Maps a point from the child frame to the parent frame. Unit: m.</summary>
    public static Vector3d operator *(RigidTransform parentFromChild, Vector3d pointInChild) =>
        (parentFromChild.Rotation * pointInChild) + parentFromChild.Translation;

    /// <summary>Makes a pure translation. Unit: m.</summary>
    public static RigidTransform FromTranslation(double x, double y, double z) => new(Rotation.Identity, new Vector3d(x, y, z));

    /// <summary>Returns the pose of the parent in the child.</summary>
    public RigidTransform Inverse()
    {
        Rotation inverse = Rotation.Inverse();
        return new RigidTransform(inverse, -(inverse * Translation));
    }
}
