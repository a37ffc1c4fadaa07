using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <content>Office, bathroom and other things of a household.</content>
public static partial class NounGenerator
{
    private static Kind[] Household =>
    [
        new("pen", false, Pen), new("marker", false, Marker), new("stapler", false, Stapler), new("eraser", false, Eraser, 0xF4F4F2, 0xF2A0C0, 0x6FB2E6), new("book", false, Book),
        new("phone", false, Phone, 0x222225, 0xB4B8BD, 0xEFEFEA), new("remote", false, Remote, 0x222225, 0x484B50, 0xB4B8BD), new("mouse", false, Mouse, 0x303034, 0xEFEFEA, 0x8A8E92), new("camera", true, Camera, 0x222225, 0x303034, 0xB4B8BD),
        new("battery", false, Battery), new("soap", false, Soap), new("sponge", false, Sponge, 0xF0D84A, 0xE6C71C, 0xF0A040, 0x6FB2E6, 0xF2A0C0), new("tube", false, Tube), new("glue", true, Glue),
        new("lighter", false, Lighter), new("bell", true, Bell, 0xC9A227, 0xB4B8BD), new("clock", true, Clock),
    ];

    private static void Pen(Random r, PartList parts)
    {
        double d = r.Within(0.008, 0.014), l = r.Within(0.11, 0.15);
        parts.Cylinder(d, l, Up(0), null, AlongY);
        parts.Capsule(d * 0.6, 0.02, At(0, l / 2, 0), r.Chance(0.5) ? Wood(r) : Metal(r), AlongY);
        parts.Cylinder(d * 1.1, r.Within(0.01, 0.04), At(0, -l * 0.42, 0), Maybe(r), AlongY);
    }

    private static void Marker(Random r, PartList parts)
    {
        double d = r.Within(0.015, 0.028), l = d * r.Within(4.5, 7.5), cap = l * r.Within(0.25, 0.42);
        bool pale = r.Chance(0.6);
        Colour body = pale ? Pale(r) : Any(r);
        parts.Cylinder(d, l, Up(0), body, AlongY);
        parts.Cylinder(d * r.Within(1, 1.15), cap, At(0, (l - cap) / 2, 0), null, AlongY);
        if (r.Chance(0.4))
            parts.Cylinder(d * 1.02, 0.012, At(0, -l * 0.46, 0), null, AlongY);
    }

    private static void Stapler(Random r, PartList parts)
    {
        double l = r.Within(0.1, 0.15), w = r.Within(0.028, 0.042);
        parts.Box(w, l, 0.01, Up(0.005), r.Chance(0.6) ? Dark(r) : null);
        parts.Box(w * 0.8, l * 0.95, 0.018, Up(0.028), null, Tilt(r.Within(0.05, 0.15)));
        parts.Box(w * 0.6, l * 0.8, 0.008, Up(0.018), Metal(r), Tilt(0.06));
        parts.Box(w * 0.9, 0.022, 0.032, At(0, -l * 0.42, 0.018));
    }

    private static void Eraser(Random r, PartList parts)
    {
        double x = r.Within(0.02, 0.032), y = r.Within(0.038, 0.065), z = r.Within(0.011, 0.02);
        parts.Box(x, y, z, Up(z / 2));
        if (r.Chance(0.7))
            parts.Box(x + 0.001, y * 0.6, z + 0.001, At(0, y * 0.2, z / 2), Any(r));
    }

    private static void Book(Random r, PartList parts)
    {
        double x = r.Within(0.075, 0.14), y = x * r.Within(1.2, 1.5), z = r.Within(0.014, 0.04);
        parts.Box(x * 0.96, y * 0.97, z * 0.8, At(x * 0.01, 0, z / 2), Pale(r));
        parts.Box(x, y, z * 0.12, Up(z * 0.94));
        parts.Box(x, y, z * 0.12, Up(z * 0.06));
        parts.Box(z * 0.15, y, z, At(-x * 0.49, 0, z / 2));
        if (r.Chance(0.6))
            parts.Box(x * 0.6, y * r.Within(0.15, 0.5), 0.002, At(0, y * 0.15, z), Any(r));
    }

    private static void Phone(Random r, PartList parts)
    {
        double x = r.Within(0.06, 0.08), y = x * r.Within(1.8, 2.15), z = r.Within(0.008, 0.014);
        parts.Box(x, y, z, Up(z / 2));
        parts.Box(x * 0.9, y * 0.88, 0.002, Up(z), r.Chance(0.7) ? Dark(r) : Pick(r, 0x3F86D8, 0x6FB2E6));
    }

    private static void Remote(Random r, PartList parts)
    {
        double x = r.Within(0.036, 0.055), y = x * r.Within(2.8, 4.2), z = r.Within(0.014, 0.026);
        parts.Box(x, y, z, Up(z / 2));
        for (int row = 0; row < 4; row++)
            for (int column = -1; column <= 1; column++)
                parts.Cylinder(0.008, 0.004, At(column * x * 0.28, y * (0.28 - (0.14 * row)), z), row == 0 && column == -1 ? Pick(r, 0xC4261D) : Metal(r));
    }

    private static void Mouse(Random r, PartList parts)
    {
        double x = r.Within(0.05, 0.066), y = x * r.Within(1.5, 1.85);
        parts.Ellipsoid(x, y, x * r.Within(0.9, 1.2), Up(0));
        parts.Box(x * 0.9, y * 0.85, 0.01, Up(-0.006));
        parts.Cylinder(0.016, 0.008, At(0, y * 0.28, x * 0.38), Metal(r), AlongX);
    }

    private static void Camera(Random r, PartList parts)
    {
        double x = r.Within(0.08, 0.12), y = r.Within(0.03, 0.05), z = r.Within(0.05, 0.075), lens = z * r.Within(0.6, 0.85);
        parts.Box(x, y, z, Up(z / 2));
        parts.Cylinder(lens, 0.034, At(0, (y / 2) + 0.014, z * 0.48), Dark(r), AlongY);
        parts.Cylinder(lens * 0.7, 0.004, At(0, (y / 2) + 0.032, z * 0.48), Pick(r, 0x3A4A60), AlongY);
        parts.Cylinder(0.014, 0.008, At(x * 0.33, 0, z + 0.003), Metal(r));
        if (r.Chance(0.5))
            parts.Box(x * 0.3, y * 0.8, 0.016, Up(z + 0.006));
    }

    private static void Battery(Random r, PartList parts)
    {
        double d = r.Within(0.018, 0.034), l = d * r.Within(1.8, 3.5);
        parts.Cylinder(d, l, Up(0), Dark(r), AlongY);
        parts.Cylinder(d + 0.001, l * 0.3, At(0, l * 0.35, 0), Pick(r, 0xC08A4A, 0xC9A227, 0xB4B8BD), AlongY);
        parts.Cylinder(d * 0.4, 0.006, At(0, (l / 2) + 0.002, 0), Metal(r), AlongY);
    }

    private static void Soap(Random r, PartList parts)
    {
        double x = r.Within(0.042, 0.065), y = x * r.Within(1.25, 1.7), z = r.Within(0.02, 0.034);
        if (r.Chance(0.5))
            parts.Box(x, y, z, Up(z / 2));
        else
            parts.Ellipsoid(x * 1.1, y * 1.1, z * 1.3, Up(z / 2));
        if (r.Chance(0.6))
            parts.Ellipsoid(x * 0.6, y * 0.6, z * 0.3, Up(z), r.Chance(0.6) ? Pale(r) : null);
    }

    private static void Sponge(Random r, PartList parts)
    {
        double x = r.Within(0.05, 0.075), y = x * r.Within(1.2, 1.75), z = r.Within(0.02, 0.042);
        parts.Box(x, y, z, Up(z / 2));
        if (r.Chance(0.8))
            parts.Box(x + 0.001, y + 0.001, z * r.Within(0.2, 0.35), Up(z * (r.Chance(0.7) ? 0.9 : 0.1)), Pick(r, 0x2F9A3C, 0x1F5F2E, 0x2554C4, 0x303034));
    }

    private static void Tube(Random r, PartList parts)
    {
        // Squeezed flat at one end, a cap at the other.
        double thick = r.Within(0.026, 0.046), l = thick * r.Within(2.4, 4.2), cap = r.Within(0.012, 0.035);
        if (r.Chance(0.4))
            parts.Cylinder(thick * 0.85, l * 0.35, At(0, l * 0.3, 0), null, AlongY);
        parts.Ellipsoid(thick, l, thick * r.Within(0.6, 0.95), Up(0));
        parts.Box(thick * r.Within(0.95, 1.3), l * r.Within(0.08, 0.25), r.Within(0.005, 0.012), At(0, -l * 0.46, 0), r.Chance(0.4) ? Any(r) : null);
        parts.Cylinder(thick * r.Within(0.5, 0.95), cap, At(0, (l / 2) + (cap * 0.2), 0), r.Chance(0.5) ? Pale(r) : Any(r), AlongY);
    }

    private static void Glue(Random r, PartList parts)
    {
        double d = r.Within(0.02, 0.034), l = d * r.Within(2.3, 3.8), cap = l * r.Within(0.2, 0.4);
        parts.Cylinder(d, l, Up(l / 2));
        parts.Cylinder(d * r.Within(1, 1.08), cap, Up(l - (cap / 2) + 0.001), r.Chance(0.5) ? Pale(r) : Any(r));
        if (r.Chance(0.4))
            parts.Cylinder(d + 0.001, l * 0.25, Up(l * 0.35), Any(r));
    }

    private static void Lighter(Random r, PartList parts)
    {
        double x = r.Within(0.011, 0.016), y = r.Within(0.022, 0.03), z = r.Within(0.055, 0.075);
        parts.Box(x, z, y, Up(0));
        parts.Box(x, 0.014, y * 0.9, At(0, (z / 2) + 0.005, 0), Metal(r));
    }

    private static void Bell(Random r, PartList parts)
    {
        double d = r.Within(0.045, 0.08), h = d * r.Within(0.7, 1.1);
        Lathe(parts, 0, h, 6, t => d * (1 - (0.6 * Math.Pow(t, 1.5))));
        if (r.Chance(0.6))
            parts.Cylinder(d * 0.22, h * r.Within(0.4, 0.9), Up(h * 1.3), r.Chance(0.6) ? Wood(r) : null);
        else
            parts.Sphere(d * 0.25, Up(h + 0.004));
    }

    private static void Clock(Random r, PartList parts)
    {
        double d = r.Within(0.06, 0.085), deep = r.Within(0.022, 0.04);
        parts.Cylinder(d, deep, Up(d / 2), null, AlongY);
        parts.Cylinder(d * 0.85, deep + 0.002, Up(d / 2), Pale(r), AlongY);
        parts.Box(0.004, deep + 0.005, d * 0.3, Up(d * 0.62), Dark(r));
        parts.Box(d * 0.25, deep + 0.005, 0.004, At(d * 0.1, 0, d * 0.5), Dark(r));
        for (int side = -1; side <= 1; side += 2)
        {
            parts.Capsule(0.01, 0.024, At(side * d * 0.3, 0, 0.004), Metal(r));
            if (r.Chance(0.5))
                parts.Sphere(0.026, At(side * d * 0.28, 0, d * 0.98), Metal(r));
        }
    }

    private static void Banana(Random r, PartList parts)
    {
        double thick = r.Within(0.026, 0.038), radius = r.Within(0.07, 0.14), arc = r.Within(0.8, 1.6);
        const int Pieces = 5;
        double step = arc / Pieces, length = (2 * radius * Math.Sin(step / 2)) + thick;
        for (int i = 0; i < Pieces; i++)
        {
            double angle = (i - ((Pieces - 1) / 2.0)) * step;
            Vector3d at = At(radius * (1 - Math.Cos(angle)), radius * Math.Sin(angle), 0);
            parts.Capsule(thick * (i is 0 or Pieces - 1 ? 0.8 : 1), length, at, null, Turn(-angle) * AlongY);
        }

        if (r.Chance(0.8))
            parts.Capsule(thick * 0.35, 0.026, At(radius * (1 - Math.Cos(arc * 0.56)), radius * Math.Sin(arc * 0.56), 0), Brown(r), Turn(-arc / 2) * AlongY);
    }
}
