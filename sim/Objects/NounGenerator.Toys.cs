namespace DexGrasp.Sim.Objects;

/// <content>Toys.</content>
public static partial class NounGenerator
{
    private static Kind[] Toys =>
    [
        new("ball", false, Ball, 0xD0202A, 0x2F5FD6, 0xF0D020, 0x2F9A3C, 0xE8782A, 0xEFEFEA, 0xC8E02A, 0x8A3FA0, 0xE67BA9), new("block", false, Block), new("cube", false, Cube), new("duck", false, Duck, 0xF0D020, 0xE6C71C), new("car", false, Car), new("doll", true, Doll),
    ];

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
