using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>
/// Finds parts that are only there for the eye: a label round a bottle, the dark disc in a cup. A part that nowhere stands
/// out more than 1.5 mm from one other part touches nothing in the physics, which saves most contacts of composite objects.
/// </summary>
internal static class CosmeticParts
{
    private const double StandOutM = 0.0015;
    private const int RimPoints = 12;

    /// <summary>Returns which parts are cosmetic. Shape: [parts]. At least one part is not.</summary>
    public static bool[] Find(IReadOnlyList<ObjectPart> parts)
    {
        var cosmetic = new bool[parts.Count];

        // Smallest first, and never inside a part that is cosmetic itself: of two equal parts one stays.
        foreach (int i in Enumerable.Range(0, parts.Count).OrderBy(i => parts[i].VolumeM3))
        {
            Vector3d[] hull = [.. Hull(parts[i])];
            for (int k = 0; k < parts.Count && !cosmetic[i]; k++)
                cosmetic[i] = k != i && !cosmetic[k] && Array.TrueForAll(hull, p => IsInside(parts[k], p));
        }

        return cosmetic;
    }

    private static IEnumerable<Vector3d> Hull(ObjectPart part)
    {
        double radius = part.SizeM.X / 2;
        switch (part.Shape)
        {
            case PartShape.Box:
                for (int corner = 0; corner < 8; corner++)
                    yield return part.ObjectFromPart * new Vector3d(
                        ((corner & 1) - 0.5) * part.SizeM.X, (((corner >> 1) & 1) - 0.5) * part.SizeM.Y, (((corner >> 2) & 1) - 0.5) * part.SizeM.Z);
                break;
            case PartShape.Cylinder:
                foreach ((double cosine, double sine) in Circle())
                    for (int end = -1; end <= 1; end += 2)
                        yield return part.ObjectFromPart * new Vector3d(radius * cosine, radius * sine, end * part.SizeM.Y / 2);
                break;
            default:
                Vector3d half = part.Shape switch
                {
                    PartShape.Sphere => new Vector3d(radius, radius, radius),
                    PartShape.Capsule => new Vector3d(radius, radius, part.SizeM.Y / 2),
                    _ => part.SizeM / 2,
                };
                foreach ((double cosine, double sine) in Circle())
                {
                    yield return part.ObjectFromPart * new Vector3d(half.X * cosine, half.Y * sine, 0);
                    yield return part.ObjectFromPart * new Vector3d(half.X * cosine, 0, half.Z * sine);
                    yield return part.ObjectFromPart * new Vector3d(0, half.Y * cosine, half.Z * sine);
                }

                break;
        }
    }

    private static IEnumerable<(double Cosine, double Sine)> Circle()
    {
        for (int i = 0; i < RimPoints; i++)
            yield return (Math.Cos(2 * Math.PI * i / RimPoints), Math.Sin(2 * Math.PI * i / RimPoints));
    }

    private static bool IsInside(ObjectPart part, Vector3d pointInObject)
    {
        Vector3d p = part.ObjectFromPart.Inverse() * pointInObject;
        double across = Math.Sqrt((p.X * p.X) + (p.Y * p.Y)), radius = (part.SizeM.X / 2) + StandOutM;
        switch (part.Shape)
        {
            case PartShape.Box:
                Vector3d half = part.SizeM / 2;
                return Math.Abs(p.X) <= half.X + StandOutM && Math.Abs(p.Y) <= half.Y + StandOutM && Math.Abs(p.Z) <= half.Z + StandOutM;
            case PartShape.Cylinder:
                return across <= radius && Math.Abs(p.Z) <= (part.SizeM.Y / 2) + StandOutM;
            case PartShape.Sphere:
                return p.Length <= radius;
            case PartShape.Capsule:
                double straight = (part.SizeM.Y - part.SizeM.X) / 2;
                return (p - new Vector3d(0, 0, Math.Clamp(p.Z, -straight, straight))).Length <= radius;
            default:
                Vector3d scaled = new(p.X / ((part.SizeM.X / 2) + StandOutM), p.Y / ((part.SizeM.Y / 2) + StandOutM), p.Z / ((part.SizeM.Z / 2) + StandOutM));
                return scaled.Length <= 1;
        }
    }
}
