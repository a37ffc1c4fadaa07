using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>Makes objects that are like a given one, but of other proportions, colours, mass and friction.</summary>
/// <remarks>A function of object and generator state alone. Thread-safe.</remarks>
public static class ObjectVariation
{
    /// <summary>Smallest factor on an axis.</summary>
    public const double LeastScale = 0.85;

    /// <summary>Largest factor on an axis.</summary>
    public const double MostScale = 1.2;

    private const double EasyWidthM = 0.072;
    private const double LeastPartM = 0.002;
    private const int Tries = 12;

    /// <summary>
    /// Returns a variation: each axis scaled by 0.85 to 1.2 (round parts stay round, so two axes may share a factor), mass
    /// drawn with the volume and by 0.6 to 1.5 within 20 to 400 g, or up to the given object's own mass, friction 0.5 to 1.1.
    /// No harder to take hold of than the given object, if that is a wide one.
    /// </summary>
    /// <param name="spec">The object to vary.</param>
    /// <param name="random">Decides everything.</param>
    public static ObjectSpec Vary(ObjectSpec spec, Random random)
    {
        double widest = Math.Max(EasyWidthM, HandReach.NarrowestWidthM(spec));
        Vector3d scale = new(1, 1, 1);
        ObjectSpec scaled = spec;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            Vector3d drawn = Scales(spec, random);
            ObjectSpec candidate = spec with { Parts = ObjectSetReader.Centred([.. spec.Parts.Select(p => Scaled(p, drawn))]) };
            if (!HandReach.Fits(candidate, widest))
                continue;
            (scale, scaled) = (drawn, candidate);
            break;
        }

        double mass = spec.MassKg * scale.X * scale.Y * scale.Z * random.Within(0.6, 1.5);
        bool repaint = random.Chance(0.5);
        Colour shift = repaint ? default : new Colour(random.Within(-0.2, 0.2), random.Within(-0.2, 0.2), random.Within(-0.2, 0.2));
        return scaled with
        {
            Words = spec.Words with { Adjectives = [] },
            MassKg = Math.Clamp(mass, 0.02, Math.Max(0.4, spec.MassKg)),
            Friction = random.Within(0.5, 1.1),
            Colour = Paint(spec.Colour),
            Parts = [.. scaled.Parts.Select(p => p with { Colour = p.Colour is { } own ? Paint(own) : null })],
        };

        Colour Paint(Colour colour) => repaint ? ColourDraw.Any(random) : new Colour(
            Math.Clamp(colour.Red + shift.Red, 0, 1), Math.Clamp(colour.Green + shift.Green, 0, 1), Math.Clamp(colour.Blue + shift.Blue, 0, 1));
    }

    // A tube cannot become oval, so that the axes across the largest one share their factor.
    private static Vector3d Scales(ObjectSpec spec, Random random)
    {
        double x = random.Within(LeastScale, MostScale), y = random.Within(LeastScale, MostScale), z = random.Within(LeastScale, MostScale);
        ObjectPart? tube = spec.Parts.Where(p => p.Shape is PartShape.Cylinder or PartShape.Capsule).MaxBy(p => p.VolumeM3);
        if (tube is null)
            return new(x, y, z);
        Vector3d axis = tube.ObjectFromPart.Rotation * new Vector3d(0, 0, 1);
        (double ax, double ay, double az) = (Math.Abs(axis.X), Math.Abs(axis.Y), Math.Abs(axis.Z));
        return az >= ax && az >= ay ? new(x, x, z) : ax >= ay ? new(x, y, y) : new(x, y, x);
    }

    private static ObjectPart Scaled(ObjectPart part, Vector3d scale)
    {
        Rotation turn = part.ObjectFromPart.Rotation;
        double fx = Times(scale, turn * new Vector3d(1, 0, 0)).Length, fy = Times(scale, turn * new Vector3d(0, 1, 0)).Length;
        Vector3d axis = turn * new Vector3d(0, 0, 1), stretched = Times(scale, axis);
        double fz = stretched.Length, across = Math.Sqrt(fx * fy);
        Vector3d at = Times(scale, part.ObjectFromPart.Translation), s = part.SizeM;
        switch (part.Shape)
        {
            case PartShape.Sphere:
                Vector3d size = scale * s.X;
                return new ObjectPart(PartShape.Ellipsoid, Least(size), new RigidTransform(Rotation.Identity, at), part.Colour);
            case PartShape.Cylinder or PartShape.Capsule:
                double diameter = Math.Max(LeastPartM, s.X * across), length = Math.Max(LeastPartM, s.Y * fz);
                var round = new Vector3d(diameter, part.Shape == PartShape.Capsule ? Math.Max(diameter, length) : length, 0);
                return part with { SizeM = round, ObjectFromPart = new RigidTransform(Swing(axis, stretched.Normalized()) * turn, at) };
            default:
                return part with { SizeM = Least(new Vector3d(s.X * fx, s.Y * fy, s.Z * fz)), ObjectFromPart = new RigidTransform(turn, at) };
        }
    }

    private static Vector3d Least(Vector3d size) => new(Math.Max(LeastPartM, size.X), Math.Max(LeastPartM, size.Y), Math.Max(LeastPartM, size.Z));

    private static Rotation Swing(Vector3d from, Vector3d to)
    {
        Vector3d cross = Vector3d.Cross(from, to);
        return cross.Length < 1e-12 ? Rotation.Identity : Rotation.FromAxisAngle(cross, Math.Atan2(cross.Length, Vector3d.Dot(from, to)));
    }

    private static Vector3d Times(Vector3d a, Vector3d b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);
}
