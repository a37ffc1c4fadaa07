using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <content>The families of generated objects. Frame: z up as the object stands; the origin is moved to the middle afterwards.</content>
public static partial class ObjectGenerator
{
    private static readonly Rotation AlongX = Rotation.FromAxisAngle(new Vector3d(0, 1, 0), Math.PI / 2);
    private static readonly Rotation AlongY = Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI / 2);

    private static Vector3d Up(double z) => new(0, 0, z);

    private static Colour? Maybe(Random random) => random.Chance(0.5) ? ColourDraw.Any(random) : null;

    private static void Bottle(Random r, PartList parts)
    {
        double body = r.Within(0.035, 0.072), height = r.Within(0.06, 0.15), neck = body * r.Within(0.3, 0.6), length = r.Within(0.015, 0.05);
        if (r.Chance(0.25))
            parts.Box(body, body * r.Within(0.5, 0.9), height, Up(height / 2));
        else
            parts.Cylinder(body, height, Up(height / 2));
        if (r.Chance(0.5))
            parts.Ellipsoid(body * 0.98, body * 0.98, body * r.Within(0.4, 0.9), Up(height));
        if (r.Chance(0.5))
            parts.Cylinder(body + 0.001, height * r.Within(0.3, 0.6), Up(height * 0.5), ColourDraw.Any(r));
        parts.Cylinder(neck, length + 0.01, Up(height + (length / 2)));
        parts.Cylinder(neck * r.Within(1.05, 1.4), r.Within(0.008, 0.022), Up(height + length), ColourDraw.Any(r));
    }

    private static void Cup(Random r, PartList parts)
    {
        double diameter = r.Within(0.05, 0.073), height = r.Within(0.055, 0.11), handle = height * r.Within(0.45, 0.75), out0 = diameter / 2, reach = r.Within(0.014, 0.03), thick = r.Within(0.007, 0.012);
        parts.Cylinder(diameter, height, Up(height / 2));
        parts.Cylinder(diameter * 0.86, 0.003, Up(height), new Colour(0.12, 0.1, 0.1));
        if (r.Chance(0.3))
            return;
        Colour? colour = Maybe(r);
        parts.Capsule(thick, handle, new Vector3d(out0 + reach, 0, height / 2), colour);
        foreach (double side in (ReadOnlySpan<double>)[-1, 1])
            parts.Capsule(thick, reach + (2 * thick), new Vector3d(out0 + (reach / 2), 0, (height / 2) + (side * (handle - thick) / 2)), colour, AlongX);
    }

    private static void Jar(Random r, PartList parts)
    {
        double diameter = r.Within(0.045, 0.072), height = r.Within(0.04, 0.11), lid = r.Within(0.008, 0.022);
        parts.Cylinder(diameter, height, Up(height / 2));
        parts.Cylinder(diameter * r.Within(0.75, 1.02), lid, Up(height + (lid / 2)), ColourDraw.Any(r));
        if (r.Chance(0.4))
            parts.Sphere(r.Within(0.012, 0.022), Up(height + lid + 0.004), Maybe(r));
    }

    private static void Tin(Random r, PartList parts)
    {
        double diameter = r.Within(0.04, 0.072), height = r.Within(0.028, 0.13);
        parts.Cylinder(diameter, height, Up(height / 2));
        parts.Cylinder(diameter + 0.001, height * r.Within(0.4, 0.8), Up(height / 2), ColourDraw.Any(r));
    }

    private static void Carton(Random r, PartList parts)
    {
        double x = r.Within(0.022, 0.068), y = r.Within(0.025, 0.13), z = r.Within(0.03, 0.18);
        parts.Box(x, y, z, Up(z / 2));
        if (r.Chance(0.6))
            parts.Box(x + 0.001, y * r.Within(0.4, 0.9), z * r.Within(0.3, 0.7), Up(z * r.Within(0.4, 0.6)), ColourDraw.Any(r));
        if (r.Chance(0.25))
            parts.Box(x, y * 0.35, 0.02, Up(z + 0.008), ColourDraw.Any(r));
    }

    private static void FlatBox(Random r, PartList parts)
    {
        double x = r.Within(0.03, 0.068), y = r.Within(0.04, 0.18), z = r.Within(0.018, 0.035);
        parts.Box(x, y, z, Up(z / 2));
        if (r.Chance(0.6))
            parts.Box(x * r.Within(0.5, 0.9), y * r.Within(0.4, 0.9), z + 0.001, Up(z / 2), ColourDraw.Any(r));
    }

    private static void Stick(Random r, PartList parts)
    {
        double thick = r.Within(0.018, 0.042), length = r.Within(0.09, 0.24);
        switch (r.Next(3))
        {
            case 0:
                parts.Box(thick, length, thick * r.Within(0.6, 1), Up(0));
                break;
            case 1:
                parts.Cylinder(thick, length, Up(0), null, AlongY);
                break;
            default:
                parts.Capsule(thick, length, Up(0), null, AlongY);
                break;
        }

        if (r.Chance(0.6))
            parts.Cylinder(thick * r.Within(0.9, 1.25), length * r.Within(0.1, 0.35), new Vector3d(0, length * r.Within(-0.4, 0.4), 0), ColourDraw.Any(r), AlongY);
    }

    private static void Tee(Random r, PartList parts)
    {
        double thick = r.Within(0.018, 0.034), length = r.Within(0.1, 0.2), head = r.Within(0.05, 0.11), wide = r.Within(0.022, 0.042);
        Rotation along = r.Chance(0.5) ? AlongY : Rotation.Identity;
        if (along == AlongY)
            parts.Capsule(thick, length, Up(0), null, AlongY);
        else
            parts.Box(thick, length, thick, Up(0));
        parts.Box(head, wide, wide * r.Within(0.7, 1), new Vector3d(0, length / 2, 0), ColourDraw.Any(r));
        if (r.Chance(0.4))
            parts.Cylinder(thick * 1.15, length * 0.4, new Vector3d(0, -length * 0.25, 0), ColourDraw.Any(r), AlongY);
    }

    private static void Ell(Random r, PartList parts)
    {
        double thick = r.Within(0.018, 0.036), first = r.Within(0.08, 0.16), second = r.Within(0.045, 0.11), high = thick * r.Within(0.8, 1.2);
        parts.Box(thick, first, high, Up(0));
        parts.Box(second, thick, high, new Vector3d((second - thick) / 2, first / 2, 0), Maybe(r));
        if (r.Chance(0.3))
            parts.Box(second * 0.6, thick, high, new Vector3d(((0.6 * second) - thick) / 2, -first / 2, 0), Maybe(r));
    }

    private static void Ball(Random r, PartList parts)
    {
        double diameter = r.Within(0.038, 0.07);
        parts.Sphere(diameter, Up(0));
        if (r.Chance(0.5))
            parts.Cylinder(diameter * 1.01, diameter * r.Within(0.1, 0.25), Up(0), ColourDraw.Any(r), r.Chance(0.5) ? AlongX : Rotation.Identity);
    }

    private static void Fruit(Random r, PartList parts)
    {
        double x = r.Within(0.042, 0.07), y = x * r.Within(0.85, 1.3), z = x * r.Within(0.75, 1.15);
        parts.Ellipsoid(x, y, z, Up(0));
        if (r.Chance(0.4))
            parts.Ellipsoid(x * r.Within(0.5, 0.75), x * r.Within(0.5, 0.75), z * 0.8, Up(z * 0.45));
        if (r.Chance(0.7))
            parts.Capsule(0.006, r.Within(0.012, 0.022), Up((z / 2) + 0.004), ColourDraw.Any(r), Rotation.FromAxisAngle(new Vector3d(1, 0, 0), r.Within(-0.4, 0.4)));
    }

    private static void Banana(Random r, PartList parts)
    {
        double thick = r.Within(0.024, 0.038), radius = r.Within(0.07, 0.14), arc = r.Within(0.7, 1.5);
        int pieces = r.Next(3, 6);
        double step = arc / pieces, length = (2 * radius * Math.Sin(step / 2)) + thick;
        for (int i = 0; i < pieces; i++)
        {
            double angle = (i - ((pieces - 1) / 2.0)) * step, slim = thick * (i == 0 || i == pieces - 1 ? r.Within(0.7, 0.95) : 1);
            var at = new Vector3d(radius * (1 - Math.Cos(angle)), radius * Math.Sin(angle), 0);
            parts.Capsule(slim, length, at, null, Rotation.FromAxisAngle(new Vector3d(0, 0, 1), -angle) * AlongY);
        }
    }

    private static void Bowl(Random r, PartList parts)
    {
        double foot = r.Within(0.034, 0.05), rim = r.Within(0.058, 0.07), height = r.Within(0.03, 0.055);
        const int Sides = 8;
        double thick = r.Within(0.005, 0.008), lean = Math.Atan2((rim - foot) / 2, height), wall = height / Math.Cos(lean);
        parts.Cylinder(foot + 0.008, 0.008, Up(0.004), Maybe(r));
        for (int i = 0; i < Sides; i++)
        {
            var turn = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), 2 * Math.PI * i / Sides);
            Vector3d at = turn * new Vector3d(((foot + rim) / 4) - (thick / 2), 0, height / 2);
            parts.Box(thick, rim * 0.44, wall, at, null, turn * Rotation.FromAxisAngle(new Vector3d(0, 1, 0), lean));
        }
    }

    private static void Dumbbell(Random r, PartList parts)
    {
        double bar = r.Within(0.018, 0.032), length = r.Within(0.08, 0.16), head = r.Within(0.036, 0.064);
        bool round = r.Chance(0.5);
        parts.Cylinder(bar, length, Up(0), null, AlongY);
        Colour? colour = Maybe(r);
        foreach (double side in (ReadOnlySpan<double>)[-1, 1])
        {
            var at = new Vector3d(0, side * length / 2, 0);
            if (round)
                parts.Sphere(head, at, colour);
            else
                parts.Cylinder(head, head * 0.55, at, colour, AlongY);
        }
    }

    private static void Disc(Random r, PartList parts)
    {
        double diameter = r.Within(0.045, 0.072), thick = r.Within(0.018, 0.032);
        parts.Cylinder(diameter, thick, Up(0));
        if (r.Chance(0.6))
            parts.Cylinder(diameter * r.Within(0.3, 0.7), thick + 0.002, Up(0), ColourDraw.Any(r));
        if (r.Chance(0.3))
            parts.Cylinder(diameter * 0.3, thick, Up(thick * 0.9), ColourDraw.Any(r));
    }

    // A hexagon is three boxes turned by 60 degrees.
    private static void Prism(Random r, PartList parts)
    {
        double across = r.Within(0.035, 0.066), height = r.Within(0.03, 0.14), side = across / Math.Sqrt(3);
        for (int i = 0; i < 3; i++)
            parts.Box(across, side, height, Up(height / 2), null, Rotation.FromAxisAngle(new Vector3d(0, 0, 1), i * Math.PI / 3));
        if (r.Chance(0.5))
            parts.Cylinder(across * r.Within(0.4, 0.9), 0.012, Up(height + 0.004), ColourDraw.Any(r));
    }

    private static void Cone(Random r, PartList parts)
    {
        double wide = r.Within(0.05, 0.072), height = r.Within(0.07, 0.14), top = r.Within(0.25, 0.6);
        int rings = r.Next(4, 8);
        for (int i = 0; i < rings; i++)
            parts.Cylinder(wide * (1 - ((1 - top) * i / (rings - 1))), (height / rings) + 0.001, Up((i + 0.5) * height / rings), i == 0 ? Maybe(r) : null);
    }

    private static void Blob(Random r, PartList parts)
    {
        int count = r.Next(2, 5);
        Vector3d at = Vector3d.Zero;
        for (int i = 0; i < count; i++)
        {
            double size = r.Within(0.028, 0.056);
            Rotation turn = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), r.Within(0, Math.PI));
            switch (r.Next(4))
            {
                case 0:
                    parts.Box(size, size * r.Within(0.6, 1.4), size * r.Within(0.6, 1.2), at, Maybe(r), turn);
                    break;
                case 1:
                    parts.Ellipsoid(size, size * r.Within(0.8, 1.4), size * r.Within(0.7, 1.2), at, Maybe(r), turn);
                    break;
                case 2:
                    parts.Cylinder(size, size * r.Within(0.6, 1.8), at, Maybe(r), turn * (r.Chance(0.5) ? AlongX : Rotation.Identity));
                    break;
                default:
                    parts.Capsule(size, size * r.Within(1.2, 2.2), at, Maybe(r), turn * AlongX);
                    break;
            }

            double angle = r.Within(0, 2 * Math.PI), away = size * r.Within(0.4, 0.8);
            at += new Vector3d(away * Math.Cos(angle), away * Math.Sin(angle), r.Within(-0.3, 0.3) * size);
        }
    }

    private static void Brush(Random r, PartList parts)
    {
        double thick = r.Within(0.018, 0.03), length = r.Within(0.08, 0.14), head = r.Within(0.04, 0.08), wide = r.Within(0.03, 0.06);
        parts.Capsule(thick, length, Up(0), null, AlongY);
        parts.Box(wide, head, thick * 0.9, new Vector3d(0, (length + head) / 2 - 0.006, 0), Maybe(r));
        if (r.Chance(0.7))
            parts.Box(wide * 0.9, head * 0.9, r.Within(0.01, 0.022), new Vector3d(0, (length + head) / 2 - 0.006, -0.012), ColourDraw.Any(r));
    }

    private static void Tower(Random r, PartList parts)
    {
        double z = 0, wide = r.Within(0.045, 0.07);
        int storeys = r.Next(2, 5);
        for (int i = 0; i < storeys; i++)
        {
            double height = r.Within(0.018, 0.045);
            if (r.Chance(0.5))
                parts.Cylinder(wide, height + 0.001, Up(z + (height / 2)), ColourDraw.Any(r));
            else
                parts.Box(wide, wide * r.Within(0.7, 1), height + 0.001, Up(z + (height / 2)), ColourDraw.Any(r));
            z += height;
            wide *= r.Within(0.6, 1);
        }
    }
}
