using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>One convex part of an object.</summary>
/// <param name="Shape">What it is.</param>
/// <param name="SizeM">Meaning by shape, see <see cref="PartShape"/>; unused components are 0. Unit: m.</param>
/// <param name="ObjectFromPart">Where the part's centre is in the object.</param>
/// <param name="Colour">Its own colour, or none for the object's.</param>
public sealed record ObjectPart(PartShape Shape, Vector3d SizeM, RigidTransform ObjectFromPart, Colour? Colour)
{
    /// <summary>Gets the volume. Unit: m^3.</summary>
    public double VolumeM3 => Shape switch
    {
        PartShape.Box => SizeM.X * SizeM.Y * SizeM.Z,
        PartShape.Cylinder => Math.PI / 4 * SizeM.X * SizeM.X * SizeM.Y,
        PartShape.Sphere => Math.PI / 6 * SizeM.X * SizeM.X * SizeM.X,
        PartShape.Capsule => (Math.PI / 4 * SizeM.X * SizeM.X * (SizeM.Y - SizeM.X)) + (Math.PI / 6 * SizeM.X * SizeM.X * SizeM.X),
        _ => Math.PI / 6 * SizeM.X * SizeM.Y * SizeM.Z,
    };

    /// <summary>Returns half the part's extent along a direction of the object: the support distance from the part's centre. Unit: m.</summary>
    /// <param name="direction">Unit vector in the object's frame.</param>
    public double HalfExtentAlong(Vector3d direction)
    {
        Vector3d d = ObjectFromPart.Rotation.Inverse() * direction;
        double radius = SizeM.X / 2;
        return Shape switch
        {
            PartShape.Box => (Math.Abs(d.X) * SizeM.X / 2) + (Math.Abs(d.Y) * SizeM.Y / 2) + (Math.Abs(d.Z) * SizeM.Z / 2),
            PartShape.Cylinder => (Math.Sqrt((d.X * d.X) + (d.Y * d.Y)) * radius) + (Math.Abs(d.Z) * SizeM.Y / 2),
            PartShape.Sphere => radius,
            PartShape.Capsule => radius + (Math.Abs(d.Z) * ((SizeM.Y / 2) - radius)),
            _ => new Vector3d(d.X * SizeM.X, d.Y * SizeM.Y, d.Z * SizeM.Z).Length / 2,
        };
    }
}
