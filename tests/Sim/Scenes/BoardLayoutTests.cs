using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Scenes;

public sealed class BoardLayoutTests
{
    private static readonly SceneSpec Scene = SceneCatalog.Find("board")!;

    [Fact]
    public void Make_EveryFlatObject_LiesStillOnTheBoard()
    {
        foreach (ObjectSpec spec in ObjectCatalog.Flat)
        {
            using SimulatedWorld world = new SceneFactory("").Make(Scene, [spec], 3).CreateWorld();
            Vector3d start = world.WorldFromObject(0).Translation;

            world.Advance(TimeSpan.FromSeconds(1));

            Assert.True(world.Healthy);
            Assert.InRange((world.WorldFromObject(0).Translation - start).Length, 0, 0.004);
            Assert.InRange(start.Y, Board.WallY, Board.EdgeY);
        }
    }

    [Fact]
    public void Make_SameSeed_GivesTheSameSceneAndAnotherSeedAnother()
    {
        SettledScene one = Make(5), same = Make(5), other = Make(6);
        Assert.Equal(one.Objects, same.Objects);
        Assert.NotEqual(one.Objects, other.Objects);
        Assert.Equal(1, one.TargetCount);

        static SettledScene Make(int seed) => new SceneFactory("").Make(Scene, ObjectCatalog.Flat, seed);
    }

    [Fact]
    public void Make_ObjectLargerThanTheBoard_SaysSo()
    {
        ObjectSpec slab = ObjectCatalog.Flat[0] with { Parts = [new ObjectPart(PartShape.Box, new Vector3d(0.2, 0.4, 0.02), RigidTransform.Identity, null)] };
        Assert.Contains("the board takes", Assert.Throws<SceneException>(() => new SceneFactory("").Make(Scene, [slab], 0)).Message);
    }
}
