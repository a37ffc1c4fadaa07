using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <content>Tools and cutlery. Long things lie along y.</content>
public static partial class NounGenerator
{
    private static Kind[] Tools =>
    [
        new("hammer", false, Hammer), new("screwdriver", false, Screwdriver), new("wrench", false, Wrench, 0xB4B8BD, 0x8A8E92, 0xC8CACC, 0x606468), new("pliers", false, Pliers), new("torch", false, Torch),
        new("brush", false, Brush), new("toothbrush", false, Toothbrush), new("spoon", false, Spoon, 0xB4B8BD, 0xC08A4A, 0x303034), new("fork", false, Fork, 0xB4B8BD, 0xC8CACC), new("knife", false, Knife),
        new("spatula", false, Spatula), new("whisk", false, Whisk), new("scissors", false, Scissors), new("dumbbell", false, Dumbbell),
    ];

    private static void Hammer(Random r, PartList parts)
    {
        double thick = r.Within(0.018, 0.034), length = r.Within(0.12, 0.22), head = r.Within(0.055, 0.11), wide = r.Within(0.024, 0.055);
        Grip(r, parts, thick, -length, 0, r.Chance(0.4) ? Wood(r) : null);
        Colour? steel = r.Chance(0.6) ? Metal(r) : r.Chance(0.5) ? Any(r) : null;
        if (r.Chance(0.5))
        {
            parts.Box(head * 0.6, wide, wide, Up(0), steel);
            parts.Cylinder(wide * r.Within(0.9, 1.2), head * 0.35, At(head * 0.4, 0, 0), steel, AlongX);
            if (r.Chance(0.5))
                parts.Box(head * 0.4, wide * 0.8, wide * 0.3, At(-head * 0.4, 0, 0), steel);
        }
        else
        {
            parts.Cylinder(wide, head, Up(0), steel, AlongX);
        }
    }

    private static void Screwdriver(Random r, PartList parts)
    {
        double thick = r.Within(0.02, 0.036), grip = r.Within(0.07, 0.12), shaft = r.Within(0.06, 0.13);
        Grip(r, parts, thick, -grip, 0, null);
        if (r.Chance(0.5))
            parts.Cylinder(thick * r.Within(0.8, 1.08), grip * r.Within(0.15, 0.4), At(0, -grip * r.Within(0.2, 0.8), 0), Any(r), AlongY);
        parts.Cylinder(r.Within(0.006, 0.01), shaft, At(0, (shaft / 2) - 0.002, 0), Metal(r), AlongY);
        if (r.Chance(0.3))
            parts.Box(0.012, 0.012, 0.004, At(0, shaft, 0), Metal(r));
    }

    private static void Wrench(Random r, PartList parts)
    {
        double wide = r.Within(0.015, 0.026), high = r.Within(0.009, 0.018), length = r.Within(0.1, 0.2), head = wide * r.Within(1.7, 2.4);
        parts.Box(wide, length, high, Up(0));
        foreach (int end in (ReadOnlySpan<int>)[1, -1])
        {
            double y = end * length / 2;
            if (r.Chance(0.45) && end < 0)
            {
                parts.Cylinder(head, high, At(0, y, 0));
                parts.Cylinder(head * 0.55, high + 0.002, At(0, y, 0), Dark(r));
                continue;
            }

            for (int side = -1; side <= 1; side += 2)
                parts.Box(head * 0.32, head * 0.9, high, At(side * head * 0.36, y + (end * head * 0.35), 0), null, Turn(0.15 * side));
            parts.Box(head, head * 0.4, high, At(0, y, 0));
        }
    }

    private static void Pliers(Random r, PartList parts)
    {
        double thick = r.Within(0.011, 0.018), length = r.Within(0.09, 0.14), open = r.Within(0.1, 0.24), jaw = r.Within(0.03, 0.06);
        for (int side = -1; side <= 1; side += 2)
        {
            parts.Capsule(thick, length, At(side * ((Math.Sin(open) * length / 2) + 0.004), -length / 2, 0), null, Turn(side * open) * AlongY);
            parts.Box(thick * 0.8, jaw, thick * 0.8, At(side * thick * 0.45, (jaw / 2) + 0.004, 0), Hex(0x8A8E92), Turn(-side * 0.05));
        }

        parts.Cylinder(thick * r.Within(1.8, 2.4), thick, Up(0), Metal(r));
    }

    private static void Torch(Random r, PartList parts)
    {
        double thick = r.Within(0.022, 0.04), length = r.Within(0.07, 0.14), head = thick * r.Within(1.15, 1.7), front = r.Within(0.02, 0.045);
        parts.Cylinder(thick, length, Up(0), null, AlongY);
        parts.Cylinder(head, front, At(0, (length + front) / 2, 0), r.Chance(0.25) ? Any(r) : null, AlongY);
        parts.Cylinder(head * 0.85, 0.004, At(0, (length / 2) + front, 0), Pick(r, 0xEFE2B8, 0xF4F4F2), AlongY);
        if (r.Chance(0.6))
            parts.Cylinder(thick * 0.4, 0.004, At(0, length * 0.15, thick / 2), Any(r));
    }

    private static void Brush(Random r, PartList parts)
    {
        Colour bristles = r.Chance(0.55) ? Dark(r) : r.Chance(0.6) ? Pale(r) : Any(r);
        double thick = r.Within(0.014, 0.028), grip = r.Within(0.07, 0.13);
        switch (r.Next(4))
        {
            case 0:
            case 1:
                // A paint brush: handle, metal band and bristles in one line.
                double wide = r.Within(0.026, 0.06), flat = r.Within(0.012, 0.022), band = r.Within(0.02, 0.035), hair = r.Within(0.025, 0.05);
                Grip(r, parts, thick, -grip, 0.004, null);
                parts.Box(wide, band, flat, At(0, band / 2, 0), r.Chance(0.8) ? Metal(r) : Any(r));
                parts.Box(wide * 0.95, hair, flat * 0.9, At(0, band + (hair / 2), 0), bristles);
                break;
            case 2:
                // A hair brush: handle, a wider pad and bristles below or above it.
                double pad = r.Within(0.035, 0.062), length = pad * r.Within(1.3, 2.2), deep = r.Within(0.012, 0.028);
                Grip(r, parts, thick, -grip, 0.004, null);
                if (r.Chance(0.6))
                    parts.Ellipsoid(pad, length, deep * 1.2, At(0, length * 0.45, 0));
                else
                    parts.Box(pad, length, deep * 0.8, At(0, length * 0.48, 0));
                parts.Box(pad * 0.7, length * 0.7, r.Within(0.012, 0.022), At(0, length * 0.46, (r.Chance(0.5) ? 1 : -1) * ((deep / 2) + 0.004)), bristles);
                break;
            default:
                // A scrubbing brush: a block, with or without a handle, on bristles.
                double x = r.Within(0.035, 0.06), y = x * r.Within(1.2, 2.4), z = r.Within(0.014, 0.026);
                parts.Box(x, y, z, Up(0), r.Chance(0.4) ? Wood(r) : null);
                parts.Box(x * 0.92, y * 0.92, r.Within(0.015, 0.026), Up(-z), bristles);
                if (r.Chance(0.5))
                    Grip(r, parts, thick, -grip - (y / 2), -(y / 2) + 0.006, null);
                break;
        }
    }

    private static void Toothbrush(Random r, PartList parts)
    {
        double thick = r.Within(0.009, 0.015), length = r.Within(0.11, 0.16);
        parts.Capsule(thick, length, Up(0), null, AlongY);
        parts.Box(thick, 0.026, 0.012, At(0, (length / 2) + 0.004, 0.006), Pale(r));
    }

    private static void Spoon(Random r, PartList parts)
    {
        double bowl = r.Within(0.028, 0.055), length = r.Within(0.09, 0.18), thick = r.Within(0.008, 0.015);
        Grip(r, parts, thick, -length, 0, r.Chance(0.2) ? Any(r) : null);
        parts.Ellipsoid(bowl, bowl * r.Within(1.1, 1.6), r.Within(0.01, 0.022), At(0, bowl * 0.5, 0));
    }

    private static void Fork(Random r, PartList parts)
    {
        double wide = r.Within(0.02, 0.032), length = r.Within(0.1, 0.15), thick = r.Within(0.008, 0.014), tine = r.Within(0.035, 0.05);
        Grip(r, parts, thick, -length, 0, r.Chance(0.2) ? Any(r) : null);
        parts.Box(wide, 0.016, 0.007, At(0, 0.004, 0));
        for (int i = -1; i <= 1; i++)
            parts.Box(0.005, tine, 0.006, At(i * wide * 0.4, 0.01 + (tine / 2), 0));
    }

    private static void Knife(Random r, PartList parts)
    {
        double thick = r.Within(0.014, 0.024), grip = r.Within(0.08, 0.12), blade = r.Within(0.08, 0.15);
        Grip(r, parts, thick, -grip, 0, r.Chance(0.5) ? Dark(r) : null);
        parts.Box(thick * r.Within(1, 1.5), blade, 0.005, At(thick * 0.1, blade / 2, 0), Metal(r));
    }

    private static void Spatula(Random r, PartList parts)
    {
        double wide = r.Within(0.045, 0.085), blade = r.Within(0.06, 0.1), length = r.Within(0.11, 0.19);
        Grip(r, parts, r.Within(0.011, 0.022), -length, 0.004, r.Chance(0.4) ? Any(r) : null);
        parts.Box(wide, blade, r.Within(0.005, 0.01), At(0, blade / 2, 0), r.Chance(0.4) ? Metal(r) : null);
    }

    private static void Whisk(Random r, PartList parts)
    {
        double wide = r.Within(0.04, 0.065), balloon = wide * r.Within(1.5, 2.1), length = r.Within(0.09, 0.14);
        Grip(r, parts, r.Within(0.015, 0.026), -length, 0, null);
        for (int i = 0; i < 3; i++)
            parts.Ellipsoid(wide, balloon, 0.006, At(0, balloon * 0.48, 0), Hex(0xB4B8BD), Rotation.FromAxisAngle(new Vector3d(0, 1, 0), i * Math.PI / 3));
    }

    private static void Scissors(Random r, PartList parts)
    {
        double blade = r.Within(0.06, 0.1), ring = r.Within(0.03, 0.042), open = r.Within(0.08, 0.25);
        Colour grip = Any(r);
        for (int side = -1; side <= 1; side += 2)
        {
            parts.Box(0.012, blade, 0.005, At(side * Math.Sin(open) * blade / 2, blade / 2, 0.003 * side), Metal(r), Turn(-side * open));
            Vector3d at = At(-side * ring * 0.62, -ring * 0.9, 0);
            for (int i = 0; i < 8; i++)
                parts.Capsule(0.009, ring * 0.42, at + At(ring * 0.5 * Math.Cos(i * Math.PI / 4), ring * 0.6 * Math.Sin(i * Math.PI / 4), 0), grip, Turn(i * Math.PI / 4) * AlongY);
        }

        parts.Cylinder(0.014, 0.011, Up(0), Metal(r));
    }

    private static void Dumbbell(Random r, PartList parts)
    {
        double bar = r.Within(0.018, 0.032), length = r.Within(0.08, 0.14), head = r.Within(0.038, 0.07);
        parts.Cylinder(bar, length, Up(0), r.Chance(0.5) ? Metal(r) : null, AlongY);
        bool round = r.Chance(0.4);
        foreach (double side in (ReadOnlySpan<double>)[-1, 1])
            if (round)
                parts.Sphere(head, At(0, side * length / 2, 0));
            else
                parts.Cylinder(head, head * 0.6, At(0, side * length / 2, 0), null, AlongY);
    }
}
