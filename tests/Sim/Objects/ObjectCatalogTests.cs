using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Objects;

public sealed class ObjectCatalogTests
{
    [Fact]
    public void Sets_Sizes_AreAtLeastThePromised()
    {
        Assert.True(ObjectCatalog.Training.Count >= 36, $"{ObjectCatalog.Training.Count} training objects.");
        Assert.True(ObjectCatalog.HeldOut.Count >= 24, $"{ObjectCatalog.HeldOut.Count} held-out objects.");
    }

    [Fact]
    public void Sets_NamesAndShapes_AreDisjoint()
    {
        Assert.Empty(ObjectCatalog.Training.Select(o => o.Name).Intersect(ObjectCatalog.HeldOut.Select(o => o.Name)));
        Assert.Empty(ObjectCatalog.Training.Select(Size).Intersect(ObjectCatalog.HeldOut.Select(Size)));

        static string Size(ObjectSpec spec)
        {
            (Vector3d low, Vector3d high) = spec.Bounds();
            Vector3d extent = high - low;
            return $"{extent.X:0.000} {extent.Y:0.000} {extent.Z:0.000} {spec.Colour}";
        }
    }

    [Fact]
    public void Sets_EveryObject_IsOfTheRangeThatTheHandIsMadeFor()
    {
        foreach (ObjectSpec spec in ObjectCatalog.Training.Concat(ObjectCatalog.HeldOut))
        {
            (Vector3d low, Vector3d high) = spec.Bounds();
            Assert.InRange(spec.MassKg, 0.02, 0.4);
            Assert.InRange((high - low).Z, 0.015, 0.15);
            Assert.InRange(HandReach.NarrowestWidthM(spec), 0.008, 0.08);
            Assert.NotEmpty(spec.Words.Adjectives);
        }
    }

    [Fact]
    public void Sets_EveryObjectOnTheTable_ComesToRest()
    {
        foreach (ObjectSpec[] specs in ObjectCatalog.Training.Concat(ObjectCatalog.HeldOut).Chunk(12))
        {
            using SimulatedWorld world = new([.. specs.Select((s, i) => new PlacedObject(s, RigidTransform.FromTranslation(
                0.05 + (i % 4 * 0.17), 0.25 - (i / 4 * 0.19), 0.001 - s.Bounds().Low.Z)))]);
            world.Advance(TimeSpan.FromSeconds(3));
            Assert.True(world.Healthy);
            for (int i = 0; i < specs.Length; i++)
            {
                (double linear, double angular) = world.SpeedOfObject(i);
                Assert.True(linear < 0.01 && angular < 0.3, $"{specs[i].Name} still moves after 3 s: {linear:0.0000} m/s, {angular:0.000} rad/s.");
            }
        }
    }
}
