using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Household shapes that training never sees (after the unseen set in the object figure of ExDex, arXiv 2503.23120): flat, and wider than the hand opens.</summary>
public static class FlatShapes
{
    /// <summary>Gets the names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["plate", "tin", "tablet", "keyboard", "book", "pizza-box", "bag"];

    /// <summary>Draws an object of a shape.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="ranges">Of mass and friction.</param>
    /// <param name="random">Decides size, mass and friction.</param>
    /// <exception cref="ArgumentException">There is no such shape.</exception>
    public static FlatObject Draw(string name, BoardRanges ranges, ref EpisodeRandom random)
    {
        double mass = ranges.MassKg.Draw(ref random), friction = ranges.Friction.Draw(ref random), share = random.NextDouble();
        return name switch
        {
            "plate" => Disc(0.16 + (0.04 * share), 0.02, mass, friction),
            "tin" => Disc(0.15 + (0.03 * share), 0.055, mass, friction),
            "tablet" => FlatObject.Box(new Vector3d(0.22 + (0.03 * share), 0.16 + (0.01 * share), 0.014), mass, friction),
            "keyboard" => FlatObject.Box(new Vector3d(0.30 + (0.06 * share), 0.13 + (0.02 * share), 0.024), mass, friction),
            "book" => FlatObject.Box(new Vector3d(0.21 + (0.04 * share), 0.14 + (0.02 * share), 0.02 + (0.02 * share)), mass, friction),
            "pizza-box" => FlatObject.Box(new Vector3d(0.20 + (0.02 * share), 0.20 + (0.02 * share), 0.035), mass, friction),
            "bag" => Bag(0.16 + (0.03 * share), mass, friction),
            _ => throw new ArgumentException($"There is no shape '{name}'. Known are {string.Join(", ", Names)}.", nameof(name)),
        };
    }

    // An octagon of four boxes: MuJoCo finds one contact at a time between a cylinder and a board, on which a disc slides off as if on ice.
    // Only the first box touches what the disc lies on: with all four there, MuJoCo 2.2.2 now and then finds contacts 25 cm deep, and the disc leaps.
    private static FlatObject Disc(double diameter, double height, double massKg, double friction)
    {
        const int Boxes = 4;
        const double LowerM = 0.0004;
        double width = diameter * Math.Tan(Math.PI / 8);
        var parts = new ObjectPart[Boxes];
        for (int i = 0; i < Boxes; i++)
            parts[i] = new ObjectPart(PartShape.Box, new Vector3d(diameter, width, i == 0 ? height : height - LowerM), new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), i * Math.PI / Boxes), Vector3d.Zero), null);
        return new(parts, new Vector3d(diameter, diameter, height) / 2, massKg, friction) { IsRound = true };
    }

    // Fuller in the middle than at its rim.
    private static FlatObject Bag(double side, double massKg, double friction)
    {
        const double Rim = 0.026, Middle = 0.05;
        return new(
            [
                new ObjectPart(PartShape.Box, new Vector3d(side, side, Rim), RigidTransform.FromTranslation(0, 0, (Rim - Middle) / 2), null),
                new ObjectPart(PartShape.Box, new Vector3d(0.5 * side, 0.5 * side, Middle - Rim), RigidTransform.FromTranslation(0, 0, Rim / 2), null),
            ],
            new Vector3d(side, side, Middle) / 2, massKg, friction);
    }
}
