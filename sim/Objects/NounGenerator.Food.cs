namespace DexGrasp.Sim.Objects;

/// <content>Fruit, vegetables and other food.</content>
public static partial class NounGenerator
{
    private static Kind[] Food =>
    [
        new("apple", false, Apple, 0xC4261D, 0xB02A2A, 0x8FBF2A, 0xD8C030), new("orange", false, (r, p) => Round(r, p, 0.055, 0.085, 1), 0xE6781A, 0xF09020),
        new("lemon", false, (r, p) => Citrus(r, p, 0.046, 0.064), 0xE6C71C, 0xF2DE3A), new("lime", false, (r, p) => Citrus(r, p, 0.04, 0.058), 0x5FA82A, 0x3F8A2A, 0x7FBF3A),
        new("pear", true, (r, p) => Pear(r, p, r.Chance(0.9)), 0xA9BF4A, 0x8FBF2A, 0xD8C83A), new("avocado", false, (r, p) => Pear(r, p, false), 0x2A4A22, 0x3A5A2A, 0x222A1A),
        new("peach", false, Peach, 0xF0A070, 0xE88A60, 0xF2B078, 0xE8A090), new("plum", false, (r, p) => Round(r, p, 0.036, 0.055, 1.15), 0x5A1F56, 0x6A1F66, 0x4A1838),
        new("tomato", false, Tomato, 0xD8301C, 0xC4261D), new("kiwi", false, Kiwi, 0x6E5426, 0x7A5A2E, 0x5E6A26), new("mango", false, Mango, 0xE6982A, 0xD8B43A, 0x7FA03A, 0xD8603A),
        new("strawberry", false, Strawberry, 0xD02028, 0xC4261D), new("banana", false, Banana, 0xECD02A, 0xE6C71C, 0xD8C83A), new("carrot", false, Carrot, 0xEC7A20, 0xE6701A),
        new("cucumber", false, Cucumber, 0x2F7A34, 0x1F5F2E, 0x4A8A3A), new("aubergine", false, Aubergine, 0x4A1F5C, 0x3A1848, 0x5A2A6A), new("pepper", true, Pepper, 0xC4261D, 0x2F8A3C, 0xEAC01A, 0xE6881A),
        new("potato", false, Potato, 0xB08A50, 0x9A7440, 0xC8A868), new("onion", true, Onion, 0xB8782E, 0xEFE6DA, 0x8A2A5A), new("egg", false, Egg, 0xF4F0E8, 0xE8C8A0, 0xD8A878),
        new("bread", false, Bread, 0xB87A3A, 0xC8944A, 0x9A6430), new("corn", false, Corn, 0xF0D040, 0xE6C030), new("mushroom", true, Mushroom, 0xEFE8DC, 0xB89470, 0x8F6A48),
        new("candy bar", false, CandyBar),
    ];

    private static void Stem(Random r, PartList parts, double z, Colour? colour = null)
    {
        if (r.Chance(0.9))
            parts.Capsule(r.Within(0.004, 0.007), r.Within(0.012, 0.024), Up(z), colour ?? Brown(r), Tilt(r.Within(-0.4, 0.4)));
    }

    private static void Apple(Random r, PartList parts)
    {
        double d = r.Within(0.055, 0.08), h = d * r.Within(0.85, 1);
        parts.Ellipsoid(d, d, h, Up(0));
        if (r.Chance(0.4))
            parts.Ellipsoid(d * 0.7, d * 0.7, h * 0.6, At(d * 0.1, 0, h * 0.18), Pick(r, 0xC4261D, 0x8FBF2A, 0xB51F18));
        Stem(r, parts, (h / 2) + 0.004);
    }

    private static void Round(Random r, PartList parts, double least, double most, double longest)
    {
        double d = r.Within(least, most);
        parts.Ellipsoid(d, d * r.Within(1, longest), d, Up(0));
        if (r.Chance(0.5))
            parts.Cylinder(d * 0.12, 0.004, Up(d / 2), Green(r));
    }

    private static void Citrus(Random r, PartList parts, double least, double most)
    {
        double d = r.Within(least, most), l = d * r.Within(1.05, 1.4);
        parts.Ellipsoid(l, d, d, Up(0));
        if (r.Chance(0.85))
            parts.Ellipsoid(d * 0.35, d * 0.3, d * 0.3, At(l * 0.46, 0, 0));
        if (r.Chance(0.5))
            parts.Ellipsoid(d * 0.35, d * 0.3, d * 0.3, At(-l * 0.46, 0, 0));
    }

    private static void Pear(Random r, PartList parts, bool stem)
    {
        double d = r.Within(0.05, 0.075), h = d * r.Within(0.55, 0.8);
        parts.Ellipsoid(d, d, d * r.Within(0.9, 1.1), Up(0));
        parts.Ellipsoid(d * r.Within(0.55, 0.7), d * 0.6, d * 0.9, Up(h));
        if (stem)
            Stem(r, parts, h + (d * 0.47));
    }

    private static void Peach(Random r, PartList parts)
    {
        double d = r.Within(0.052, 0.078);
        parts.Ellipsoid(d, d, d * r.Within(0.9, 1), Up(0));
        if (r.Chance(0.7))
            parts.Ellipsoid(d * r.Within(0.7, 0.95), d * r.Within(0.6, 0.97), d * 0.8, At(d * r.Within(0.02, 0.14), d * r.Within(-0.1, 0.1), d * 0.05), Pick(r, 0xE0605A, 0xD85048, 0xE87A58));
        Stem(r, parts, d * 0.49);
    }

    private static void Tomato(Random r, PartList parts)
    {
        double d = r.Within(0.048, 0.08), h = d * r.Within(0.72, 0.95);
        parts.Ellipsoid(d, d, h, Up(0));
        if (r.Chance(0.85))
            parts.Cylinder(d * r.Within(0.25, 0.5), 0.005, Up((h / 2) - 0.001), Green(r));
        Stem(r, parts, h / 2, Green(r));
    }

    private static void Kiwi(Random r, PartList parts)
    {
        double d = r.Within(0.042, 0.056);
        double l = d * r.Within(1.1, 1.4);
        parts.Ellipsoid(l, d, d * r.Within(0.9, 1), Up(0));
        if (r.Chance(0.6))
            parts.Cylinder(0.01, 0.004, At(l * 0.49, 0, 0), Dark(r), AlongX);
    }

    private static void Mango(Random r, PartList parts)
    {
        double d = r.Within(0.055, 0.08);
        parts.Ellipsoid(d * r.Within(1.25, 1.6), d, d * r.Within(0.75, 0.95), Up(0));
        if (r.Chance(0.5))
            parts.Ellipsoid(d * 0.8, d * 0.8, d * 0.75, At(d * 0.2, 0, 0.003), Pick(r, 0xC4401D, 0x6F9F2A));
    }

    private static void Strawberry(Random r, PartList parts)
    {
        double d = r.Within(0.024, 0.04);
        parts.Sphere(d, Up(0));
        parts.Ellipsoid(d * 0.65, d * 0.65, d, Up(-d * 0.45));
        parts.Cylinder(d * 0.7, 0.004, Up(d * 0.47), Green(r));
    }

    private static void Carrot(Random r, PartList parts)
    {
        double thick = r.Within(0.024, 0.042), length = r.Within(0.1, 0.19);
        int pieces = r.Next(2, 5);
        for (int i = 0; i < pieces; i++)
            parts.Capsule(thick * (1 - (0.65 * i / pieces)), (length / pieces) + (thick * 0.7), At(0, length * ((i + 0.5) / pieces), 0), null, AlongY);
        int leaves = r.Next(0, 4);
        for (int i = 0; i < leaves; i++)
            parts.Capsule(r.Within(0.006, 0.014), r.Within(0.025, 0.05), At((i - 1) * 0.005, -0.016, 0), Green(r), Turn((i - 1) * 0.35) * AlongY);
    }

    private static void Cucumber(Random r, PartList parts)
    {
        double thick = r.Within(0.03, 0.048), length = thick * r.Within(3.2, 5.5);
        parts.Capsule(thick, length, Up(0), null, AlongY);
        if (r.Chance(0.6))
            parts.Ellipsoid(thick * 0.6, thick, thick * 0.6, At(0, (length / 2) - (thick * 0.3), 0), Pick(r, 0x7DA84A, 0x1F5F2E));
    }

    private static void Aubergine(Random r, PartList parts)
    {
        double thick = r.Within(0.045, 0.068), length = thick * r.Within(1.7, 2.5);
        parts.Ellipsoid(thick, length, thick, Up(0));
        parts.Capsule(thick * r.Within(0.5, 0.75), length * 0.6, At(0, length * 0.35, 0), null, AlongY);
        parts.Ellipsoid(thick * 0.6, thick * 0.4, thick * 0.6, At(0, length * 0.6, 0), Green(r));
        parts.Capsule(0.01, 0.03, At(0, (length * 0.65) + 0.008, 0), Green(r), AlongY);
    }

    private static void Pepper(Random r, PartList parts)
    {
        double d = r.Within(0.05, 0.075), h = d * r.Within(0.95, 1.45);
        int lobes = r.Next(3, 5);
        for (int i = 0; i < lobes; i++)
        {
            double a = 2 * Math.PI * i / lobes;
            parts.Ellipsoid(d * 0.62, d * 0.62, h, At(d * 0.2 * Math.Cos(a), d * 0.2 * Math.Sin(a), 0));
        }

        parts.Capsule(r.Within(0.007, 0.011), r.Within(0.018, 0.03), Up((h / 2) + 0.003), Green(r), Tilt(r.Within(-0.4, 0.4)));
    }

    private static void Potato(Random r, PartList parts)
    {
        double d = r.Within(0.045, 0.065);
        parts.Ellipsoid(d * r.Within(1.2, 1.7), d, d * r.Within(0.75, 0.95), Up(0));
        if (r.Chance(0.6))
            parts.Ellipsoid(d * 0.8, d * 0.85, d * 0.75, At(d * 0.3, d * r.Within(-0.1, 0.1), 0));
    }

    private static void Onion(Random r, PartList parts)
    {
        double d = r.Within(0.05, 0.078);
        parts.Ellipsoid(d, d, d * r.Within(0.85, 1.05), Up(0));
        parts.Capsule(0.01, 0.03, Up(d * 0.5), r.Chance(0.5) ? Wood(r) : null);
        if (r.Chance(0.5))
            parts.Ellipsoid(d * 0.35, d * 0.35, d * 0.5, Up(d * 0.35));
    }

    private static void Egg(Random r, PartList parts)
    {
        double d = r.Within(0.04, 0.05);
        parts.Ellipsoid(d * 1.3, d, d, Up(0));
        parts.Ellipsoid(d, d * 0.98, d * 0.98, At(d * 0.12, 0, 0));
    }

    private static void Bread(Random r, PartList parts)
    {
        double d = r.Within(0.05, 0.08), l = d * r.Within(1, 2.6);
        parts.Ellipsoid(d, l, d * r.Within(0.55, 0.85), Up(0));
        if (r.Chance(0.5))
            for (int i = -1; i <= 1; i++)
                parts.Box(d * 0.5, 0.006, 0.004, At(0, l * 0.22 * i, d * 0.32), Pick(r, 0xE0C080, 0x7A4922), Turn(0.4));
    }

    private static void Corn(Random r, PartList parts)
    {
        double d = r.Within(0.036, 0.052), l = d * r.Within(3, 4.2);
        parts.Capsule(d, l, Up(0), null, AlongY);
        for (int side = -1; side <= 1; side += 2)
            if (r.Chance(0.8))
                parts.Ellipsoid(d * 0.5, l * 0.6, d, At(side * d * 0.32, -l * 0.25, 0), Pick(r, 0x7FB040, 0x5A9A30));
    }

    private static void Mushroom(Random r, PartList parts)
    {
        double d = r.Within(0.035, 0.07), h = d * r.Within(0.45, 0.8);
        parts.Cylinder(d * r.Within(0.28, 0.5), h, Up(h / 2), Pale(r));
        parts.Ellipsoid(d, d, d * r.Within(0.5, 0.75), Up(h));
    }

    private static void CandyBar(Random r, PartList parts)
    {
        double x = r.Within(0.025, 0.06), y = x * r.Within(2, 3.4), z = r.Within(0.01, 0.022);
        parts.Box(x, y, z, Up(z / 2));
        parts.Box(x * 0.85, y * r.Within(0.3, 0.7), z + 0.001, Up(z / 2), Any(r));
        if (r.Chance(0.5))
            parts.Box(x, 0.012, z * 0.4, At(0, (y / 2) + 0.004, z / 2), Metal(r));
    }
}
