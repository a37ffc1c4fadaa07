namespace DexGrasp.Sim.Objects;

/// <summary>
/// Makes random composite objects, so that what learns from demonstrations meets more shapes than the training set has. The
/// families are general kinds of household things with broad proportions; no set of objects was looked at to draw them.
/// </summary>
/// <remarks>A function of the generator's state alone. Thread-safe.</remarks>
public static partial class ObjectGenerator
{
    // Wide grips succeed seldom: what is generated leaves the hand some room.
    private const double WidestM = 0.074;
    private const int Tries = 40;

    private static readonly (string Name, bool Upright, Action<Random, PartList> Build)[] Kinds =
    [
        ("bottle", true, Bottle), ("cup", true, Cup), ("jar", true, Jar), ("tin", true, Tin), ("box", true, Carton), ("flat box", false, FlatBox),
        ("stick", false, Stick), ("tee", false, Tee), ("angle", false, Ell), ("ball", false, Ball), ("fruit", false, Fruit), ("banana", false, Banana),
        ("bowl", false, Bowl), ("dumbbell", false, Dumbbell), ("disc", false, Disc), ("prism", true, Prism), ("cone", true, Cone), ("blob", false, Blob),
        ("brush", false, Brush), ("tower", true, Tower),
    ];

    /// <summary>Gets the families' names.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. Kinds.Select(k => k.Name)];

    /// <summary>Makes an object: graspable (<see cref="HandReach"/>), 20 to 400 g, friction 0.5 to 1.1, any colours.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="name">Its name; letters, digits, spaces and '-'. Default: its family.</param>
    public static ObjectSpec Make(Random random, string? name = null)
    {
        (string family, bool upright, Action<Random, PartList> build) = Kinds[random.Next(Kinds.Length)];
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            var parts = new PartList();
            build(random, parts);
            double mass = Mass(random, parts.Parts.Sum(p => p.VolumeM3));
            var spec = new ObjectSpec(
                name ?? family, new ObjectWords(family, [], []), mass, random.Within(0.5, 1.1), ColourDraw.Any(random), upright, ObjectSetReader.Centred(parts.Parts));
            if (HandReach.Fits(spec, WidestM))
                return spec;
        }

        throw new InvalidOperationException($"No {family} that the hand can take was found in {Tries} tries.");
    }

    // Hollow to massive, but never so light or heavy that it says nothing about the size.
    private static double Mass(Random random, double volumeM3) => Math.Clamp(volumeM3 * random.Within(150, 1100), 0.02, 0.4);
}
