using DexGrasp.Core.Geometry;

namespace DexGrasp.Controller.Grasping;

/// <summary>A rounded rod: all points within a radius of a segment.</summary>
/// <param name="From">One end of the segment. Unit: m.</param>
/// <param name="To">The other end. Unit: m.</param>
/// <param name="RadiusM">Unit: m.</param>
internal readonly record struct Capsule(Vector3d From, Vector3d To, double RadiusM)
{
    /// <summary>Returns the same rod seen from another frame.</summary>
    public Capsule In(RigidTransform parentFromChild) => new(parentFromChild * From, parentFromChild * To, RadiusM);

    /// <summary>Returns the distance from the surface; negative inside. Unit: m.</summary>
    public double DistanceTo(Vector3d point)
    {
        Vector3d along = To - From;
        double t = Math.Clamp(Vector3d.Dot(point - From, along) / Math.Max(Vector3d.Dot(along, along), 1e-12), 0, 1);
        return (point - (From + (t * along))).Length - RadiusM;
    }

    /// <summary>
    /// Tells whether the rod touches a point on its way down its frame's z axis: the point lies within the rod's outline seen
    /// along z, and the rod's underside reaches it.
    /// </summary>
    /// <param name="point">In the rod's frame. Unit: m.</param>
    /// <param name="marginM">By how much the rod is thickened. Unit: m.</param>
    public bool SweepsAlongZ(Vector3d point, double marginM)
    {
        double ax = To.X - From.X, ay = To.Y - From.Y;
        double t = Math.Clamp((((point.X - From.X) * ax) + ((point.Y - From.Y) * ay)) / Math.Max((ax * ax) + (ay * ay), 1e-9), 0, 1);
        // A rod that stands along z is a point in outline: its deeper end decides.
        double z = (ax * ax) + (ay * ay) < 1e-7 ? Math.Max(From.Z, To.Z) : From.Z + (t * (To.Z - From.Z));
        double dx = point.X - From.X - (t * ax), dy = point.Y - From.Y - (t * ay);
        double radius = RadiusM + marginM, rest = (radius * radius) - (dx * dx) - (dy * dy);
        return rest > 0 && point.Z < z + Math.Sqrt(rest);
    }
}
