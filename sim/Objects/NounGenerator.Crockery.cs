using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <content>Vessels and packages. Frame: z up as the object stands.</content>
public static partial class NounGenerator
{
    private static Kind[] Crockery =>
    [
        new("bottle", true, Bottle), new("cup", true, Cup), new("glass", true, Glass, 0xDCE6EA, 0xF0F4F4, 0xB8D4DC), new("tin", true, Tin), new("jar", true, Jar),
        new("bowl", true, Bowl), new("plate", true, Plate, 0xF4F4F2, 0xE2E2DE, 0x6FB2E6, 0xEFE2B8), new("box", true, Box), new("carton", true, Carton),
        new("jug", true, Jug), new("vase", true, Vase), new("shaker", true, Shaker), new("pan", true, Pan, 0x303034, 0x606468, 0xC4261D), new("lid", true, Lid),
        new("funnel", true, Funnel), new("tape", true, Tape), new("candle", true, Candle), new("doughnut", true, Doughnut, 0xC08A4A, 0xF2A0C0, 0x59402C),
    ];

    private static void Bottle(Random r, PartList parts)
    {
        double body = r.Within(0.032, 0.075), height = body * r.Within(1.1, 2.4), neck = body * r.Within(0.28, 0.65), length = r.Within(0.012, 0.055);
        switch (r.Next(4))
        {
            case 0:
                parts.Box(body, body * r.Within(0.45, 0.95), height, Up(height / 2));
                break;
            case 1:
                parts.Ellipsoid(body * 1.1, body * r.Within(0.7, 1.1), height * 1.05, Up(height / 2));
                break;
            default:
                parts.Cylinder(body, height, Up(height / 2));
                break;
        }

        if (r.Chance(0.6))
            parts.Ellipsoid(body * 0.97, body * 0.97, body * r.Within(0.4, 1.1), Up(height));
        if (r.Chance(0.6))
            parts.Cylinder(body + 0.001, height * r.Within(0.3, 0.6), Up(height * r.Within(0.4, 0.55)), Any(r));
        double top = height + length;
        if (r.Chance(0.25))
        {
            // A jar-like spice bottle: the cap is nearly as wide as the body.
            parts.Cylinder(body * r.Within(0.65, 1), r.Within(0.014, 0.03), Up(height + 0.008), Any(r));
            return;
        }

        parts.Cylinder(neck, length + 0.012, Up(height + (length / 2)));
        parts.Cylinder(neck * r.Within(1, 1.5), r.Within(0.01, 0.028), Up(top), Any(r));
        if (r.Chance(0.2))
            parts.Box(r.Within(0.03, 0.05), 0.014, 0.012, At(0.01, 0, top + 0.016), Any(r));
        else if (r.Chance(0.2))
            Handle(r, parts, body / 2 - 0.004, height * 0.7, height * 0.4, null);
    }

    private static void Cup(Random r, PartList parts)
    {
        double d = r.Within(0.05, 0.08), h = r.Within(0.05, 0.115);
        int form = r.Next(6);
        if (form == 0)
        {
            // A goblet: foot, stem and bowl.
            double stem = h * r.Within(0.3, 0.5);
            parts.Cylinder(d * r.Within(0.65, 0.95), 0.008, Up(0.004));
            parts.Cylinder(d * r.Within(0.15, 0.3), stem, Up(stem / 2));
            parts.Ellipsoid(d * 0.95, d * 0.95, h * 0.5, Up(stem + (h * 0.2)));
            parts.Cylinder(d, h * 0.4, Up(stem + (h * 0.4)));
            parts.Cylinder(d * 0.86, 0.003, Up(stem + (h * 0.6)), Dark(r));
            if (r.Chance(0.25))
            {
                Handle(r, parts, d / 2 - 0.003, stem + (h * 0.4), h * 0.35, null);
            }

            return;
        }

        double foot = form == 1 ? r.Within(0.55, 0.85) : form == 2 ? r.Within(0.75, 0.95) : 1;
        Lathe(parts, 0, h, foot < 1 ? r.Next(3, 6) : 1, t => d * (foot + ((1 - foot) * Math.Sqrt(t))));
        parts.Cylinder(d * 0.88, 0.003, Up(h), r.Chance(0.5) ? Dark(r) : Brown(r));
        if (r.Chance(0.3))
            parts.Cylinder(d + 0.001, h * r.Within(0.1, 0.4), Up(h * r.Within(0.3, 0.7)), Any(r));
        if (!r.Chance(0.35))
            Handle(r, parts, (d * (foot < 1 ? 0.95 : 1) / 2) - 0.002, h * r.Within(0.45, 0.6), h * r.Within(0.45, 0.75), r.Chance(0.15) ? Any(r) : null);
    }

    private static void Glass(Random r, PartList parts)
    {
        double d = r.Within(0.05, 0.08), h = r.Within(0.08, 0.15);
        if (r.Chance(0.35))
        {
            parts.Cylinder(d * r.Within(0.7, 0.95), 0.006, Up(0.003));
            parts.Cylinder(0.011, h * 0.5, Up(h * 0.25));
            parts.Ellipsoid(d, d, h * 0.55, Up(h * 0.72));
            return;
        }

        double foot = r.Within(0.7, 1);
        Lathe(parts, 0, h, 4, t => d * (foot + ((1 - foot) * t)));
        parts.Cylinder(d * 0.88, 0.003, Up(h), Metal(r));
    }

    private static void Tin(Random r, PartList parts)
    {
        if (r.Chance(0.25))
        {
            // A flat tin with corners and a ring to pull.
            double x = r.Within(0.05, 0.08), y = r.Within(0.07, 0.115), z = r.Within(0.02, 0.038);
            parts.Box(x, y, z, Up(z / 2), r.Chance(0.4) ? Metal(r) : null);
            parts.Box(x * r.Within(0.7, 0.95), y * r.Within(0.6, 0.95), z + 0.001, Up(z / 2), r.Chance(0.5) ? Any(r) : null);
            parts.Cylinder(0.016, 0.004, At(0, y * 0.3, z + 0.001), Metal(r));
            return;
        }

        // Printed all over, or bare with a paper label; the ends are of metal and flush, with a thin rim.
        bool flat = r.Chance(0.25), bare = r.Chance(0.4);
        double d = r.Within(0.048, 0.082), h = flat ? r.Within(0.028, 0.05) : d * r.Within(1, 2.1), neck = r.Chance(0.4) ? r.Within(0.8, 0.95) : 1;
        parts.Cylinder(d, h - 0.004, Up(h / 2), bare ? Metal(r) : null);
        parts.Cylinder(d * neck, 0.005, Up(h - 0.0015), Metal(r));
        if (r.Chance(0.5))
            parts.Cylinder(d * neck, 0.005, Up(0.0025), Metal(r));
        if (bare || r.Chance(0.5))
            parts.Cylinder(d + 0.001, h * r.Within(0.3, 0.9), Up(h * r.Within(0.45, 0.55)), bare ? null : Any(r));
        if (r.Chance(0.1))
            parts.Capsule(0.005, d, Up(h + 0.012), Metal(r), AlongY);
    }

    private static void Jar(Random r, PartList parts)
    {
        double d = r.Within(0.045, 0.08), h = d * r.Within(0.75, 1.8), lid = r.Within(0.01, 0.026);
        if (r.Chance(0.15))
            Lathe(parts, 0, h, 4, t => d * (0.85 + (0.15 * Math.Sin(Math.PI * t))));
        else
            parts.Cylinder(d, h, Up(h / 2));
        parts.Cylinder(d * r.Within(0.72, 1.03), lid, Up(h + (lid / 2)), r.Chance(0.25) ? Metal(r) : Any(r));
        if (r.Chance(0.5))
            parts.Cylinder(d + 0.001, h * r.Within(0.3, 0.65), Up(h * r.Within(0.4, 0.55)), Any(r));
        if (r.Chance(0.1))
            parts.Sphere(0.014, Up(h + lid + 0.004));
    }

    private static void Bowl(Random r, PartList parts)
    {
        double rim = r.Within(0.06, 0.12), foot = rim * r.Within(0.4, 0.7), h = rim * r.Within(0.3, 0.65), power = r.Within(0.35, 1);
        Lathe(parts, 0, h, r.Next(3, 6), t => foot + ((rim - foot) * Math.Pow(t, power)));
        parts.Cylinder(rim * r.Within(0.82, 0.94), 0.003, Up(h), r.Chance(0.6) ? Pick(r, 0xA84A74, 0x8A6C10, 0x305070, 0x606468, 0x4A3A30) : Maybe(r));
    }

    private static void Plate(Random r, PartList parts)
    {
        double d = r.Within(0.07, 0.16), h = r.Within(0.008, 0.02);
        Lathe(parts, 0, h, 2, t => d * (0.7 + (0.3 * t)));
        parts.Cylinder(d * 0.7, 0.002, Up(h), r.Chance(0.4) ? Any(r) : null);
    }

    private static void Box(Random r, PartList parts)
    {
        double x = r.Within(0.025, 0.085), y = r.Within(0.04, 0.16), z = r.Chance(0.4) ? r.Within(0.018, 0.045) : r.Within(0.04, 0.2);
        parts.Box(x, y, z, Up(z / 2));
        if (r.Chance(0.75))
            parts.Box(x + 0.001, y * r.Within(0.3, 0.9), z * r.Within(0.25, 0.7), Up(z * r.Within(0.4, 0.6)), Any(r));
        if (r.Chance(0.35))
            parts.Box(x * r.Within(0.15, 0.9), y * (r.Chance(0.5) ? 1.002 : r.Within(0.2, 0.9)), z + 0.001, Up(z / 2), Any(r));
    }

    private static void Carton(Random r, PartList parts)
    {
        double x = r.Within(0.038, 0.08), y = x * r.Within(0.65, 1.15), z = Math.Max(x, y) * r.Within(1.3, 2.8);
        parts.Box(x, y, z, Up(z / 2));
        if (r.Chance(0.7))
            parts.Box(x + 0.001, y + 0.001, z * r.Within(0.2, 0.5), Up(z * r.Within(0.2, 0.6)), Any(r));
        if (r.Chance(0.45))
        {
            double roof = x * r.Within(0.3, 0.5);
            parts.Box(x * 0.62, y * 0.98, x * 0.62, Up(z), null, Rotation.FromAxisAngle(new Vector3d(0, 1, 0), Math.PI / 4));
            parts.Box(0.004, y, 0.016, Up(z + roof), Maybe(r));
            if (r.Chance(0.5))
                parts.Cylinder(x * 0.3, 0.012, At(x * 0.25, 0, z + (roof * 0.5)), Any(r), Rotation.FromAxisAngle(new Vector3d(0, 1, 0), Math.PI / 4));
        }
        else if (r.Chance(0.85))
        {
            parts.Cylinder(x * r.Within(0.25, 0.5), r.Within(0.01, 0.02), At(x * r.Within(-0.2, 0.2), 0, z + 0.004), Any(r));
        }
        else
        {
            parts.Capsule(0.005, 0.05, Up(z + 0.015), Any(r), Tilt(0.3));
        }
    }

    private static void Jug(Random r, PartList parts)
    {
        double d = r.Within(0.07, 0.11), h = d * r.Within(1.1, 1.9), foot = r.Within(0.75, 1.1);
        Lathe(parts, 0, h, 4, t => d * (foot + ((0.85 - foot) * t) + (0.15 * Math.Sin(Math.PI * t))));
        Handle(r, parts, (d / 2) - 0.006, h * 0.55, h * r.Within(0.5, 0.75), Maybe(r));
        if (r.Chance(0.6))
            parts.Capsule(r.Within(0.012, 0.02), h * r.Within(0.4, 0.6), At(-d * 0.6, 0, h * 0.6), null, Rotation.FromAxisAngle(new Vector3d(0, 1, 0), -0.6));
        if (r.Chance(0.4))
            parts.Sphere(0.018, Up(h + 0.006), Maybe(r));
    }

    private static void Vase(Random r, PartList parts)
    {
        double d = r.Within(0.055, 0.09), h = d * r.Within(1.7, 2.8), neck = r.Within(0.35, 0.7), bulge = r.Within(0.25, 0.5);
        Lathe(parts, 0, h, 8, t => d * (t < bulge ? 0.65 + (0.35 * t / bulge) : t < 0.85 ? 1 - ((1 - neck) * (t - bulge) / (0.85 - bulge)) : neck + (1.4 * (t - 0.85))));
        parts.Cylinder(d * neck * 0.9, 0.003, Up(h), Dark(r));
        if (r.Chance(0.3))
            parts.Cylinder(d * 0.98, h * 0.08, Up(h * bulge), Any(r));
    }

    private static void Shaker(Random r, PartList parts)
    {
        double d = r.Within(0.032, 0.06), h = d * r.Within(1.3, 3), top = r.Within(0.75, 1);
        Lathe(parts, 0, h, 4, t => d * (1 - ((1 - top) * t)));
        if (r.Chance(0.6))
            parts.Ellipsoid(d * top, d * top, d * r.Within(0.5, 0.9), Up(h), r.Chance(0.6) ? Metal(r) : Any(r));
        else
            parts.Sphere(d * 0.75, Up(h + (d * 0.25)), r.Chance(0.4) ? Metal(r) : Maybe(r));
    }

    private static void Pan(Random r, PartList parts)
    {
        double d = r.Within(0.08, 0.14), h = r.Within(0.022, 0.06), grip = r.Within(0.07, 0.13);
        parts.Cylinder(d, h, Up(h / 2));
        parts.Cylinder(d * 0.9, 0.003, Up(h), Dark(r));
        parts.Capsule(r.Within(0.014, 0.024), grip + 0.02, At(0, (d + grip) / 2, h * 0.7), r.Chance(0.6) ? Dark(r) : Maybe(r), AlongY);
    }

    private static void Lid(Random r, PartList parts)
    {
        double d = r.Within(0.045, 0.12), h = r.Within(0.008, 0.024);
        parts.Cylinder(d, h, Up(h / 2));
        if (r.Chance(0.5))
            parts.Ellipsoid(d * 0.95, d * 0.95, h * 2, Up(h * 0.6));
        if (r.Chance(0.6))
            parts.Sphere(r.Within(0.014, 0.024), Up(h + 0.012), Maybe(r));
    }

    private static void Funnel(Random r, PartList parts)
    {
        double d = r.Within(0.06, 0.1), h = d * r.Within(0.5, 0.9), tube = r.Within(0.03, 0.06), thin = d * r.Within(0.12, 0.22);
        parts.Cylinder(thin, tube, Up(tube / 2));
        Lathe(parts, tube, h, 6, t => thin + ((d - thin) * t));
        parts.Cylinder(d * 0.88, 0.003, Up(tube + h), Dark(r));
    }

    private static void Tape(Random r, PartList parts)
    {
        double d = r.Within(0.055, 0.1), h = r.Chance(0.7) ? r.Within(0.015, 0.045) : r.Within(0.05, 0.1), hole = d * r.Within(0.4, 0.72);
        parts.Cylinder(d, h, Up(h / 2));
        parts.Cylinder(hole * 1.15, h + 0.002, Up(h / 2), r.Chance(0.5) ? Wood(r) : Pale(r));
        parts.Cylinder(hole, h + 0.004, Up(h / 2), Dark(r));
    }

    private static void Candle(Random r, PartList parts)
    {
        double d = r.Within(0.022, 0.075), h = r.Within(0.05, 0.17);
        parts.Cylinder(d, h, Up(h / 2));
        parts.Capsule(0.004, 0.014, Up(h + 0.005), Dark(r));
        if (r.Chance(0.2))
            parts.Ellipsoid(0.01, 0.01, 0.022, Up(h + 0.02), Pick(r, 0xE6C71C, 0xE6781A));
    }

    private static void Doughnut(Random r, PartList parts)
    {
        double thick = r.Within(0.02, 0.034), radius = thick * r.Within(0.85, 1.2);
        const int Pieces = 10;
        Colour icing = Pick(r, 0xF2A0C0, 0x59402C, 0xF4F4F2, 0xC08A4A);
        for (int i = 0; i < Pieces; i++)
        {
            double a = 2 * Math.PI * i / Pieces;
            Vector3d at = At(radius * Math.Cos(a), radius * Math.Sin(a), 0);
            parts.Capsule(thick, (2 * radius * Math.Sin(Math.PI / Pieces)) + thick, at, null, Turn(a) * AlongY);
            parts.Capsule(thick * 0.85, (2 * radius * Math.Sin(Math.PI / Pieces)) + (thick * 0.85), at + Up(thick * 0.12), icing, Turn(a) * AlongY);
        }
    }
}
