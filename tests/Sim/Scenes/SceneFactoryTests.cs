using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Scenes;

public sealed class SceneFactoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-scenes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sparse", 3)]
    [InlineData("dense", 4)]
    [InlineData("ultra-dense", 5)]
    public void Make_EveryDensity_ObjectsRestInTheArea(string name, int seed)
    {
        Density density = Density.Find(name)!;
        SettledScene settled = new SceneFactory("").Make(SceneSpec.Default.WithDensity(density), ObjectCatalog.Training, seed);
        Assert.InRange(settled.Objects.Count, density.Min, density.Max);
        using SimulatedWorld world = settled.CreateWorld();
        world.Advance(TimeSpan.FromSeconds(1));
        Assert.True(world.Healthy);
        for (int i = 0; i < settled.Objects.Count; i++)
        {
            Vector3d start = settled.Objects[i].WorldFromObject.Translation, now = world.WorldFromObject(i).Translation;
            Assert.True((now - start).Length < 0.01, $"{world.Objects[i].Name} moved {(now - start).Length:0.000} m in a second.");
            Assert.InRange(now.X, 0.29 - 0.24, 0.29 + 0.24);
            Assert.InRange(now.Y, -0.24, 0.24);
            Assert.True(now.Z > 0.005, $"{world.Objects[i].Name} is at height {now.Z:0.000} m.");
        }
    }

    [Fact]
    public void Make_SameSeed_GivesTheSameBitsWithAndWithoutCache()
    {
        var cached = new SceneFactory(_folder);
        SettledScene first = cached.Make(SceneSpec.Default, ObjectCatalog.HeldOut, 11);
        SettledScene fromFile = cached.Make(SceneSpec.Default, ObjectCatalog.HeldOut, 11);
        SettledScene uncached = new SceneFactory("").Make(SceneSpec.Default, ObjectCatalog.HeldOut, 11);
        Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal(first.Objects, fromFile.Objects);
        Assert.Equal(first.Objects, uncached.Objects);
        Assert.NotEqual(first.Objects, cached.Make(SceneSpec.Default, ObjectCatalog.HeldOut, 12).Objects);
    }

    [Fact]
    public void Make_OnTwoThreads_GivesTheSameBits()
    {
        var factory = new SceneFactory("");
        SettledScene[] together = new SettledScene[4];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => together[i] = factory.Make(SceneSpec.Default, ObjectCatalog.Training, 20 + (i / 2)));
        Assert.Equal(together[0].Objects, together[1].Objects);
        Assert.Equal(together[2].Objects, together[3].Objects);
    }

    [Fact]
    public void Make_DamagedCacheFile_IsMadeAnew()
    {
        var factory = new SceneFactory(_folder);
        SettledScene first = factory.Make(SceneSpec.Default, ObjectCatalog.Training, 7);
        string file = Assert.Single(Directory.GetFiles(_folder));
        byte[] good = File.ReadAllBytes(file);
        byte[] bad = [.. good];
        bad[3] ^= 0x40;
        foreach (byte[] content in new[] { bad, good[..20], [] })
        {
            File.WriteAllBytes(file, content);
            Assert.Equal(first.Objects, factory.Make(SceneSpec.Default, ObjectCatalog.Training, 7).Objects);
            Assert.Equal(good, File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void Make_FolderThatCannotBe_StillWorks()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.NotEmpty(new SceneFactory(Path.Combine(file, "below")).Make(SceneSpec.Default.WithCount(1), ObjectCatalog.Training, 1).Objects);
    }

    [Fact]
    public void Make_OtherLook_ObjectsLieTheSame()
    {
        var factory = new SceneFactory("");
        Assert.Equal(
            factory.Make(SceneSpec.Default, ObjectCatalog.Training, 9).Objects, factory.Make(SceneCatalog.Find("table-marble")!, ObjectCatalog.Training, 9).Objects);
    }

    [Fact]
    public void Make_Distractors_AreNoTargets()
    {
        SettledScene settled = new SceneFactory("").Make(SceneSpec.Default.WithCount(3) with { Distractors = 2 }, ObjectCatalog.Training, 2);
        using SimulatedWorld world = settled.CreateWorld();
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(world.IsTarget));
    }

    [Fact]
    public void Make_MoreThanFits_SaysWhatToChange()
    {
        ObjectSpec ball = ObjectCatalog.Training.Single(o => o.Name == "tennis ball");
        Workcell tiny = Workcell.Reference with { AreaSizeX = 0.01, AreaSizeY = 0.01 };
        string message = Assert.Throws<SceneException>(() => new SceneFactory("", cell: tiny).Make(SceneSpec.Default.WithCount(4), [ball], 0)).Message;
        Assert.Contains("fewer or smaller", message);
    }
}
