using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Draws the objects of a scene.</summary>
internal static class RetrievalItems
{
    /// <summary>Gets the target's colour, which nothing else has.</summary>
    public static Colour TargetColour { get; } = new(0.85, 0.10, 0.10);

    /// <summary>Returns target and occluders, the target first.</summary>
    /// <param name="ranges">What they are like.</param>
    /// <param name="split">Which of them.</param>
    /// <param name="occluders">How many beside the target.</param>
    /// <param name="random">Advanced by the draws.</param>
    public static ObjectSpec[] Draw(RetrievalRanges ranges, RetrievalSplit split, int occluders, ref EpisodeRandom random)
    {
        var items = new ObjectSpec[occluders + 1];
        items[0] = Draw("target", ranges, ranges.Targets(split), TargetColour, ref random);
        for (int i = 1; i < items.Length; i++)
        {
            var colour = new Colour(random.Between(0.1, 0.5), random.Between(0.3, 0.9), random.Between(0.2, 0.9));
            items[i] = Draw($"occluder {i}", ranges, ranges.Clutter(split), colour, ref random);
        }

        return items;
    }

    /// <summary>Returns half an object's extents along its own axes. Unit: m.</summary>
    public static Vector3d HalfM(ObjectSpec item) => item.Bounds().High;

    private static ObjectSpec Draw(string name, RetrievalRanges ranges, IReadOnlyList<ShapeRange> shapes, Colour colour, ref EpisodeRandom random)
    {
        ShapeRange shape = shapes[random.Next(shapes.Count)];
        var part = new ObjectPart(shape.Shape, shape.Draw(ref random), RigidTransform.Identity, null);
        double mass = Math.Clamp(part.VolumeM3 * ranges.DensityKgPerM3.Draw(ref random), ranges.MassKg.Low, ranges.MassKg.High) * ranges.MassFactor.Draw(ref random);
        return new ObjectSpec(name, new ObjectWords(name.Split(' ')[0], [], []), mass, ranges.Friction.Draw(ref random), colour, false, [part]);
    }
}
