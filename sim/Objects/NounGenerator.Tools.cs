using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <content>Tools, cutlery and toys. Long things lie along y.</content>
public static partial class NounGenerator
{
    private static Kind[] Tools =>
    [
        new("hammer", false, Hammer), new("screwdriver", false, Screwdriver), new("wrench", false, Wrench, 0xB4B8BD, 0x8A8E92, 0xC8CACC, 0x606468), new("pliers", false, Pliers), new("torch", false, Torch),
        new("brush", false, Brush), new("toothbrush", false, Toothbrush), new("spoon", false, Spoon, 0xB4B8BD, 0xC08A4A, 0x303034), new("fork", false, Fork, 0xB4B8BD, 0xC8CACC), new("knife", false, Knife),
        new("spatula", false, Spatula), new("whisk", false, Whisk), new("scissors", false, Scissors), new("dumbbell", false, Dumbbell), new("ball", false, Ball), new("block", false, Block), new("cube", false, Cube),
        new("duck", false, Duck, 0xF0D020, 0xE6C71C), new("car", false, Car), new("doll", true, Doll),
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

    private static void Ball(Random r, PartList parts)
    {
        double d = r.Within(0.036, 0.082);
        parts.Sphere(d, Up(0));
        if (r.Chance(0.35))
            parts.Cylinder(d * 1.01, d * r.Within(0.08, 0.3), Up(0), Any(r), r.Chance(0.5) ? AlongX : Tilt(r.Within(0, 1)));
    }

    private static void Block(Random r, PartList parts)
    {
        double x = r.Within(0.024, 0.055), y = x * r.Within(1.15, 2.6), z = x * r.Within(0.6, 1.1);
        switch (r.Next(5))
        {
            case 0:
                // A toy brick with studs.
                parts.Box(x, y, z, Up(z / 2));
                int studs = Math.Max(2, (int)(y / x * 1.5));
                for (int i = 0; i < studs; i++)
                    parts.Cylinder(x * 0.4, 0.008, At(0, y * (((i + 0.5) / studs) - 0.5), z + 0.003));
                break;
            case 1:
                // A prism with six sides or three.
                if (r.Chance(0.5))
                    for (int i = 0; i < 3; i++)
                        parts.Box(x, x / Math.Sqrt(3), z * 1.2, Up(z * 0.6), null, Turn(i * Math.PI / 3));
                else
                    for (int i = 0; i < 5; i++)
                        parts.Box(y * 0.8, x, (x * 0.2) + 0.001, Up(x * 0.2 * (i + 0.5)), null).Box(y * 0.8 * (1 - (0.2 * i)), x, x * 0.2, Up(x * 0.2 * (i + 0.5)));
                break;
            case 2:
                // An arch.
                parts.Box(x, y, z * 0.5, Up(z));
                parts.Box(x, y * 0.25, z, At(0, y * 0.37, z / 2));
                parts.Box(x, y * 0.25, z, At(0, -y * 0.37, z / 2));
                break;
            case 3:
                parts.Cylinder(x, y, Up(y / 2));
                break;
            default:
                parts.Box(x, y, z, Up(z / 2));
                break;
        }
    }

    private static void Cube(Random r, PartList parts)
    {
        double a = r.Within(0.028, 0.065);
        parts.Box(a, a * r.Within(0.94, 1.06), a * r.Within(0.94, 1.06), Up(a / 2));
        if (!r.Chance(0.25))
            return;
        Colour dots = Any(r);
        for (int i = -1; i <= 1; i++)
            parts.Cylinder(a * 0.18, 0.003, At(a * 0.28 * i, a * 0.28 * i, a), dots);
    }

    private static void Duck(Random r, PartList parts)
    {
        double l = r.Within(0.055, 0.085), w = l * r.Within(0.65, 0.85), head = l * r.Within(0.42, 0.58);
        parts.Ellipsoid(l, w, w * 0.85, Up(0));
        parts.Sphere(head, At(l * 0.26, 0, w * 0.6));
        parts.Ellipsoid(head * 0.6, head * 0.5, head * 0.22, At((l * 0.26) + (head * 0.55), 0, w * 0.56), Pick(r, 0xE6781A, 0xC4401D));
        parts.Ellipsoid(l * 0.3, w * 0.4, w * 0.4, At(-l * 0.48, 0, w * 0.15));
        for (int side = -1; side <= 1; side += 2)
            parts.Sphere(0.006, At((l * 0.26) + (head * 0.38), side * head * 0.28, w * 0.68), Dark(r));
    }

    private static void Car(Random r, PartList parts)
    {
        double l = r.Within(0.075, 0.14), w = r.Within(0.035, 0.06), h = r.Within(0.016, 0.03), wheel = r.Within(0.018, 0.03), z = wheel * 0.6;
        parts.Box(l, w, h, Up(z + (h / 2)));
        switch (r.Next(3))
        {
            case 0:
                parts.Box(l * r.Within(0.35, 0.6), w * 0.9, h * r.Within(0.7, 1.2), At(l * r.Within(-0.15, 0.05), 0, z + (h * 1.4)), r.Chance(0.6) ? Pick(r, 0x6FB2E6, 0x303034, 0xB4B8BD) : Maybe(r));
                break;
            case 1:
                // A locomotive: boiler, cab and chimney.
                parts.Cylinder(w * 0.8, l * 0.6, At(l * 0.15, 0, z + h + (w * 0.3)), Maybe(r), AlongX);
                parts.Box(l * 0.32, w, w * r.Within(0.9, 1.3), At(-l * 0.32, 0, z + h + (w * 0.45)), Maybe(r));
                parts.Cylinder(w * 0.28, w * 0.6, At(l * 0.32, 0, z + h + (w * 0.85)), Dark(r));
                break;
            default:
                // A lorry or a bus.
                parts.Box(l * 0.28, w, h * 1.8, At(l * 0.34, 0, z + (h * 1.3)), Maybe(r));
                parts.Box(l * r.Within(0.55, 0.65), w * 1.02, h * r.Within(1.2, 2.2), At(-l * 0.17, 0, z + (h * 1.6)), Maybe(r));
                break;
        }

        int axles = r.Next(2, 4);
        for (int i = 0; i < axles; i++)
            parts.Cylinder(wheel, w * 1.12, At(l * (0.33 - (0.66 * i / (axles - 1))), 0, wheel / 2), Dark(r), AlongY);
    }

    private static void Doll(Random r, PartList parts)
    {
        double head = r.Within(0.024, 0.042), body = r.Within(0.032, 0.06), h = body * r.Within(1, 1.6);
        switch (r.Next(4))
        {
            case 0:
                // A snowman or a roly-poly: balls on each other, often with a hat.
                double low = body * r.Within(1, 1.3), middle = low * r.Within(0.65, 0.85);
                bool foot = r.Chance(0.5);
                if (foot)
                    parts.Cylinder(low * 0.7, 0.012, Up(-low * 0.45));
                parts.Sphere(low, Up(0));
                double z = (low + middle) * 0.4;
                if (r.Chance(0.6))
                    parts.Sphere(middle, Up(z));
                else
                    (z, middle) = (0, low);
                parts.Sphere(middle * 0.75, Up(z + (middle * 0.68)));
                if (r.Chance(0.6))
                {
                    parts.Cylinder(middle * 0.85, 0.005, Up(z + (middle * 1.02)), Dark(r));
                    parts.Cylinder(middle * 0.5, 0.024, Up(z + (middle * 1.02) + 0.012), Dark(r));
                }

                if (r.Chance(0.5))
                    parts.Capsule(0.006, 0.024, At(middle * 0.38, 0, z + (middle * 0.7)), Pick(r, 0xE6781A), AlongX);
                return;
            case 1:
                // A bear: round body, head, ears and limbs.
                parts.Ellipsoid(body, body * 1.05, h, Up(0));
                parts.Sphere(body * 0.8, Up((h / 2) + (body * 0.25)));
                for (int side = -1; side <= 1; side += 2)
                {
                    parts.Sphere(body * 0.3, At(0, side * body * 0.3, (h / 2) + (body * 0.6)));
                    parts.Capsule(body * 0.32, body * 0.7, At(body * 0.1, side * body * 0.55, h * 0.15), null, Tilt(side * 0.6));
                    parts.Capsule(body * 0.36, body * 0.7, At(body * 0.35, side * body * 0.32, -h * 0.38), null, AlongX);
                }

                return;
            case 2:
                // A robot of boxes.
                parts.Box(body * 0.8, body, h, Up(0));
                parts.Box(head, head * 1.2, head, Up((h / 2) + (head * 0.55)), Maybe(r));
                for (int side = -1; side <= 1; side += 2)
                {
                    parts.Box(body * 0.3, body * 0.25, h * 0.8, At(0, side * body * 0.65, 0), Maybe(r));
                    parts.Box(body * 0.35, body * 0.32, h * 0.6, At(0, side * body * 0.28, -h * 0.75), Maybe(r));
                }

                return;
            default:
                // A person: head with hair, dress or trousers, arms.
                Colour skin = Pick(r, 0xE8C8A0, 0xC8946A, 0x8F6440);
                Lathe(parts, -h / 2, h, 4, t => body * (1 - (0.45 * t)));
                parts.Sphere(head, Up((h / 2) + (head * 0.42)), skin);
                parts.Ellipsoid(head * 1.05, head * 1.05, head * 0.7, At(-head * 0.08, 0, (h / 2) + (head * 0.6)), Any(r));
                for (int side = -1; side <= 1; side += 2)
                    parts.Capsule(0.012, h * 0.6, At(0, side * body * 0.42, h * 0.1), r.Chance(0.5) ? skin : null, Tilt(side * 0.4));
                if (r.Chance(0.5))
                    for (int side = -1; side <= 1; side += 2)
                        parts.Capsule(body * 0.3, h * 0.6, At(0, side * body * 0.22, -h * 0.7), Maybe(r));
                return;
        }
    }
}
