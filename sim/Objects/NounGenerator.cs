using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Objects;

/// <summary>
/// Makes random objects of everyday kinds, each with its noun, so that what learns names meets many examples of every word: what a
/// carrot or a stapler looks like, in wide proportions. Things that have a colour by nature have it mostly; the others any.
/// </summary>
/// <remarks>A function of the generator's state alone. Thread-safe.</remarks>
public static partial class NounGenerator
{
    private const int Tries = 60;
    private const double NaturalShare = 0.93;
    private static readonly Rotation AlongX = Rotation.FromAxisAngle(new Vector3d(0, 1, 0), Math.PI / 2);
    private static readonly Rotation AlongY = Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI / 2);

    private static readonly Kind[] Kinds = [.. Crockery, .. Food, .. Tools, .. Toys, .. Household];

    private static readonly Dictionary<string, Kind> ByNoun = Kinds.ToDictionary(k => k.Noun, StringComparer.Ordinal);

    /// <summary>Gets the nouns that it knows.</summary>
    public static IReadOnlyList<string> Nouns { get; } = [.. Kinds.Select(k => k.Noun)];

    /// <summary>Makes an object that the hand can take (<see cref="HandReach"/>).</summary>
    /// <param name="noun">One of <see cref="Nouns"/>; the object's name and category.</param>
    /// <param name="random">Decides everything.</param>
    /// <exception cref="ArgumentException">No such noun.</exception>
    public static ObjectSpec Make(string noun, Random random)
    {
        if (!ByNoun.TryGetValue(noun, out Kind? kind))
            throw new ArgumentException($"There is no generator of '{noun}'; there are {string.Join(", ", Nouns)}.", nameof(noun));
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            var parts = new PartList();
            kind.Build(random, parts);
            Colour colour = kind.Colours.Length > 0 && random.Chance(NaturalShare) ? Pick(random, kind.Colours) : ColourDraw.Any(random);
            var spec = new ObjectSpec(
                noun, new ObjectWords(noun, [], []), Math.Clamp(parts.Parts.Sum(p => p.VolumeM3) * 500, 0.02, 0.4), random.Within(0.5, 1.1), colour,
                kind.Upright, ObjectSetReader.Centred(parts.Parts));
            if (HandReach.Fits(spec))
                return spec;
        }

        throw new InvalidOperationException($"No {noun} that the hand can take was found in {Tries} tries.");
    }

    private static Vector3d Up(double z) => new(0, 0, z);

    private static Vector3d At(double x, double y, double z) => new(x, y, z);

    private static Colour Hex(int rgb) => new(((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0);

    private static Colour Pick(Random r, params int[] colours) => ColourDraw.Near(Hex(colours[r.Next(colours.Length)]), 0.07, r);

    private static Colour Metal(Random r) => Pick(r, 0xB4B8BD, 0x8A8E92, 0xC8CACC);

    private static Colour Dark(Random r) => Pick(r, 0x222225, 0x303034, 0x4A3A30);

    private static Colour Pale(Random r) => Pick(r, 0xEFEFEA, 0xF4F4F2, 0xEFE2B8);

    private static Colour Wood(Random r) => Pick(r, 0xC08A4A, 0x8F6440, 0xD8B070);

    private static Colour Green(Random r) => Pick(r, 0x1F5F2E, 0x2F9A3C, 0x5A8A30);

    private static Colour Brown(Random r) => Pick(r, 0x7A4922, 0x59402C);

    private static Colour Any(Random r) => r.Chance(0.25) ? Pale(r) : r.Chance(0.1) ? Dark(r) : ColourDraw.Any(r);

    private static Colour? Maybe(Random r) => r.Chance(0.4) ? Any(r) : null;

    private static Rotation Turn(double angle) => Rotation.FromAxisAngle(new Vector3d(0, 0, 1), angle);

    private static Rotation Tilt(double angle) => Rotation.FromAxisAngle(new Vector3d(1, 0, 0), angle);

    // A body of revolution of straight rings from the bottom up.
    private static double Lathe(PartList parts, double from, double height, int rings, Func<double, double> diameter, Colour? colour = null)
    {
        for (int i = 0; i < rings; i++)
            parts.Cylinder(diameter((i + 0.5) / rings), (height / rings) + 0.001, Up(from + ((i + 0.5) * height / rings)), colour);
        return from + height;
    }

    private static void Handle(Random r, PartList parts, double side, double middle, double height, Colour? colour)
    {
        double reach = r.Within(0.014, 0.032), thick = r.Within(0.007, 0.013);
        bool round = r.Chance(0.5);
        Bar(At(side + reach, 0, middle), height, Rotation.Identity);
        Bar(At(side + (reach / 2), 0, middle + ((height - thick) / 2)), reach + thick, AlongX);
        Bar(At(side + (reach / 2), 0, middle - ((height - thick) / 2)), reach + thick, AlongX);

        void Bar(Vector3d at, double length, Rotation turn)
        {
            if (round)
                parts.Capsule(thick, length, at, colour, turn);
            else
                parts.Box(thick, thick, length, at, colour, turn);
        }
    }

    // A grip that lies along y from a to b.
    private static void Grip(Random r, PartList parts, double thick, double a, double b, Colour? colour)
    {
        double length = b - a;
        Vector3d at = At(0, (a + b) / 2, 0);
        switch (r.Next(3))
        {
            case 0:
                parts.Box(thick, length, thick * r.Within(0.5, 1), at, colour);
                break;
            case 1:
                parts.Cylinder(thick, length, at, colour, AlongY);
                break;
            default:
                parts.Capsule(thick, length, at, colour, AlongY);
                break;
        }
    }

    private sealed record Kind(string Noun, bool Upright, Action<Random, PartList> Build, params int[] Colours);
}
