using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Objects;
using DexGrasp.Tests.Sim.Demonstrations;
using Xunit;

namespace DexGrasp.Tests.Sim.Objects;

public sealed class ObjectGeneratorTests
{
    [Fact]
    public void Make_Many_AreDiverseAndWithinLimits()
    {
        var random = new Random(3);
        ObjectSpec[] made = [.. Enumerable.Range(0, 600).Select(_ => ObjectGenerator.Make(random))];
        Assert.All(made, AssertUsable);
        Assert.All(made, spec => Assert.True(spec.MassKg is >= 0.02 and <= 0.4 && spec.Friction is >= 0.5 and <= 1.1));
        Assert.Equal(ObjectGenerator.Families.Count, made.Select(s => s.Words.Category).Distinct().Count());
        foreach (IGrouping<string, ObjectSpec> family in made.GroupBy(s => s.Words.Category))
        {
            double[] sizes = [.. family.Select(s => s.Bounds().High.Length).Order()];
            Assert.True(sizes[^1] > 1.15 * sizes[0], $"{family.Key}: {sizes[0]:0.000} to {sizes[^1]:0.000} m");
        }

        Assert.Equal(5, made.SelectMany(s => s.Parts).Select(p => p.Shape).Distinct().Count());
    }

    [Fact]
    public void Vary_EveryTrainingObject_KeepsLimitsAndChangesShape()
    {
        var random = new Random(4);
        int changed = 0;
        foreach (ObjectSpec spec in ObjectCatalog.Training)
            for (int i = 0; i < 5; i++)
            {
                ObjectSpec varied = ObjectVariation.Vary(spec, random);
                AssertUsable(varied);
                Assert.Equal(spec.Parts.Count, varied.Parts.Count);
                Vector3d before = Extent(spec), after = Extent(varied);
                foreach ((double a, double b) in ((double, double)[])[(before.X, after.X), (before.Y, after.Y), (before.Z, after.Z)])
                    Assert.InRange(b / a, ObjectVariation.LeastScale - 0.06, ObjectVariation.MostScale + 0.06);
                changed += (before - after).Length > 0.002 ? 1 : 0;
            }

        Assert.True(changed > 4.5 * ObjectCatalog.Training.Count, $"{changed} changed");
    }

    // A few scenes tell a broken family or expert; a rate needs more.
    [Fact]
    public void Record_GeneratedObjectsUndisturbed_AreGrasped()
    {
        const int Episodes = 5;
        var failures = new List<string>();
        for (int i = 0; i < Episodes; i++)
        {
            FrameList list = FrameList.Record(2_000_000_500 + i, DemonstrationOptions.Undisturbed with { GeneratedShare = 1, CrowdedShare = 0, DrawsPictures = false });
            if (!list.Summary!.Kept)
                failures.Add($"{list.Summary.Seed} {list.Start!.Objects[list.Start.Target].Name}: {list.Summary.Reason}");
        }

        Assert.True(failures.Count <= 1, string.Join("; ", failures));
    }

    private static Vector3d Extent(ObjectSpec spec)
    {
        (Vector3d low, Vector3d high) = spec.Bounds();
        return high - low;
    }

    private static void AssertUsable(ObjectSpec spec)
    {
        Assert.True(HandReach.Fits(spec), $"{spec.Name}: {HandReach.NarrowestWidthM(spec):0.000} m");
        Assert.InRange(spec.Parts.Count, 1, 16);
        foreach (ObjectPart part in spec.Parts)
        {
            Assert.True(part.SizeM.X >= 0.002 && part.VolumeM3 > 0);
            Assert.True(part.Shape != PartShape.Capsule || part.SizeM.Y >= part.SizeM.X);
            Assert.True(part.ObjectFromPart.Translation.Length < 0.3);
        }
    }
}
