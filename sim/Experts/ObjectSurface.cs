using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Experts;

/// <summary>Spreads points over the outside of an object, a few millimetres apart; points inside another part are left out.</summary>
internal static class ObjectSurface
{
    private const double CoarsestM = 0.008;
    private const double FinestM = 0.003;

    /// <summary>Returns the points. Frame: the object's.</summary>
    internal static SurfacePoint[] Sample(ObjectSpec spec)
    {
        var points = new List<SurfacePoint>();
        for (int i = 0; i < spec.Parts.Count; i++)
        {
            ObjectPart part = spec.Parts[i];
            foreach (SurfacePoint point in OfPart(part))
            {
                Vector3d inObject = part.ObjectFromPart * point.Position;
                bool hidden = false;
                for (int other = 0; other < spec.Parts.Count && !hidden; other++)
                    hidden = other != i && Contains(spec.Parts[other], inObject);
                if (!hidden)
                    points.Add(new SurfacePoint(inObject, part.ObjectFromPart.Rotation * point.Normal));
            }
        }

        return [.. points];
    }

    private static bool Contains(ObjectPart part, Vector3d inObject)
    {
        const double SkinM = 0.0005;
        Vector3d p = part.ObjectFromPart.Inverse() * inObject;
        double radius = part.SizeM.X / 2;
        double ring = Math.Sqrt((p.X * p.X) + (p.Y * p.Y));
        return part.Shape switch
        {
            PartShape.Box => Math.Abs(p.X) < (part.SizeM.X / 2) - SkinM && Math.Abs(p.Y) < (part.SizeM.Y / 2) - SkinM && Math.Abs(p.Z) < (part.SizeM.Z / 2) - SkinM,
            PartShape.Cylinder => ring < radius - SkinM && Math.Abs(p.Z) < (part.SizeM.Y / 2) - SkinM,
            PartShape.Sphere => p.Length < radius - SkinM,
            PartShape.Capsule => new Vector3d(p.X, p.Y, p.Z - Math.Clamp(p.Z, radius - (part.SizeM.Y / 2), (part.SizeM.Y / 2) - radius)).Length < radius - SkinM,
            _ => new Vector3d(2 * p.X / part.SizeM.X, 2 * p.Y / part.SizeM.Y, 2 * p.Z / part.SizeM.Z).Length < 0.98,
        };
    }

    private static IEnumerable<SurfacePoint> OfPart(ObjectPart part) => part.Shape switch
    {
        PartShape.Box => Box(part.SizeM),
        PartShape.Cylinder => Tube(part.SizeM.X / 2, part.SizeM.Y / 2).Concat(Lids(part.SizeM.X / 2, part.SizeM.Y / 2)),
        PartShape.Sphere => Round(new(part.SizeM.X / 2, part.SizeM.X / 2, part.SizeM.X / 2)),
        PartShape.Capsule => Tube(part.SizeM.X / 2, (part.SizeM.Y - part.SizeM.X) / 2).Concat(Ends(part.SizeM.X / 2, (part.SizeM.Y - part.SizeM.X) / 2)),
        _ => Round(part.SizeM / 2),
    };

    private static int Count(double lengthM) => Math.Max(3, 1 + (int)Math.Ceiling(lengthM / Math.Clamp(lengthM / 6, FinestM, CoarsestM)));

    private static IEnumerable<SurfacePoint> Box(Vector3d size)
    {
        int nx = Count(size.X), ny = Count(size.Y), nz = Count(size.Z);
        for (int i = 0; i < nx; i++)
            for (int j = 0; j < ny; j++)
                for (int k = 0; k < nz; k++)
                {
                    var p = new Vector3d(Along(i, nx, size.X), Along(j, ny, size.Y), Along(k, nz, size.Z));
                    if (i == 0 || i == nx - 1)
                        yield return new SurfacePoint(p, new(i == 0 ? -1 : 1, 0, 0));
                    if (j == 0 || j == ny - 1)
                        yield return new SurfacePoint(p, new(0, j == 0 ? -1 : 1, 0));
                    if (k == 0 || k == nz - 1)
                        yield return new SurfacePoint(p, new(0, 0, k == 0 ? -1 : 1));
                }

        static double Along(int index, int count, double length) => length * (((double)index / (count - 1)) - 0.5);
    }

    private static IEnumerable<SurfacePoint> Tube(double radius, double halfLength)
    {
        int around = Math.Max(16, (int)Math.Ceiling(2 * Math.PI * radius / CoarsestM)), levels = Count(Math.Max(2 * halfLength, FinestM));
        for (int i = 0; i < around; i++)
            for (int k = 0; k < levels; k++)
            {
                double angle = 2 * Math.PI * i / around;
                var normal = new Vector3d(Math.Cos(angle), Math.Sin(angle), 0);
                yield return new SurfacePoint((normal * radius) + new Vector3d(0, 0, halfLength * ((2.0 * k / (levels - 1)) - 1)), normal);
            }
    }

    private static IEnumerable<SurfacePoint> Lids(double radius, double halfLength)
    {
        foreach (double share in new[] { 0, 0.4, 0.75 })
        {
            int around = share == 0 ? 1 : Math.Max(6, (int)Math.Ceiling(2 * Math.PI * radius * share / CoarsestM));
            for (int i = 0; i < around; i++)
            {
                double angle = 2 * Math.PI * i / around;
                var p = new Vector3d(share * radius * Math.Cos(angle), share * radius * Math.Sin(angle), halfLength);
                yield return new SurfacePoint(p, new(0, 0, 1));
                yield return new SurfacePoint(p with { Z = -halfLength }, new(0, 0, -1));
            }
        }
    }

    private static IEnumerable<SurfacePoint> Ends(double radius, double halfLength) =>
        Round(new(radius, radius, radius)).Select(p => p with { Position = p.Position + new Vector3d(0, 0, Math.CopySign(halfLength, p.Position.Z)) });

    // Fibonacci's lattice (Gonzalez 2010) spreads directions evenly over the sphere.
    private static IEnumerable<SurfacePoint> Round(Vector3d half)
    {
        double mean = (half.X + half.Y + half.Z) / 3;
        double spacing = Math.Clamp(mean / 4, FinestM, CoarsestM);
        int count = Math.Clamp((int)(4 * Math.PI * mean * mean / (spacing * spacing)), 60, 500);
        for (int i = 0; i < count; i++)
        {
            double z = 1 - ((2 * (i + 0.5)) / count), ring = Math.Sqrt(1 - (z * z)), angle = i * Math.PI * (3 - Math.Sqrt(5));
            var d = new Vector3d(ring * Math.Cos(angle), ring * Math.Sin(angle), z);
            yield return new SurfacePoint(new(d.X * half.X, d.Y * half.Y, d.Z * half.Z), new Vector3d(d.X / half.X, d.Y / half.Y, d.Z / half.Z).Normalized());
        }
    }
}
