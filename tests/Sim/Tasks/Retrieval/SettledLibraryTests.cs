using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks.Retrieval;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public sealed class SettledLibraryTests(RetrievalScenes scenes) : IClassFixture<RetrievalScenes>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("retrieval-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Piles_LieAtRestInTheBoxOverTheTarget()
    {
        using var simulation = new RetrievalSimulation(scenes.Worlds);
        for (int k = 0; k < scenes.Worlds.Count; k++)
        {
            simulation.Begin(k);
            Assert.InRange(simulation.ReadExposure(), 0, 0.2);
            Assert.Equal(scenes.Library.Piles[k].Exposure, simulation.ReadExposure(), 0.02);
            Vector3d[] before = [.. simulation.WorldFromObjects.ToArray().Select(p => p.Translation)];
            for (int step = 0; step < 20; step++)
                simulation.Advance(RetrievalSimulation.PrepareRad);
            Assert.False(simulation.IsBroken);
            Assert.InRange(simulation.ReadExposure(), 0, 0.25);
            for (int i = 0; i < before.Length; i++)
            {
                Assert.InRange((simulation.WorldFromObjects[i].Translation - before[i]).Length, 0, 0.012);
                Assert.True(RetrievalBox.Contains(simulation.WorldFromObjects[i].Translation));
            }
        }
    }

    [Fact]
    public void Library_OfTheSameSeed_IsTheSameFromThreadsAndFromTheDisk()
    {
        var options = new SettledLibraryOptions { Scenes = 3, Threads = 1, Folder = _folder };
        var dropped = new SettledLibrary(options);
        var read = new SettledLibrary(options with { Threads = 2 });
        Assert.Equal(0, dropped.FromDisk);
        Assert.Equal(3, read.FromDisk);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(scenes.Library.Piles[k].WorldFromItems, dropped.Piles[k].WorldFromItems);
            Assert.Equal(dropped.Piles[k].WorldFromItems, read.Piles[k].WorldFromItems);
            Assert.Equal(dropped.Piles[k].Items.Select(i => i.MassKg), read.Piles[k].Items.Select(i => i.MassKg));
            Assert.Equal(dropped.Piles[k].Exposure, read.Piles[k].Exposure);
        }
    }

    [Fact]
    public void Library_WithADamagedFile_DropsThatSceneAgain()
    {
        var options = new SettledLibraryOptions { Scenes = 1, Folder = _folder };
        var first = new SettledLibrary(options);
        string file = Assert.Single(Directory.GetFiles(_folder));
        byte[] bytes = File.ReadAllBytes(file);
        bytes[30] ^= 1;
        File.WriteAllBytes(file, bytes);
        var again = new SettledLibrary(options);
        Assert.Equal(0, again.FromDisk);
        Assert.Equal(first.Piles[0].WorldFromItems, again.Piles[0].WorldFromItems);
        Assert.Equal(1, new SettledLibrary(options).FromDisk);
    }

    [Fact]
    public void Library_WhenNoPileCanBeUsed_SaysWhatFailed()
    {
        var e = Assert.Throws<SceneException>(() => new SettledLibrary(new SettledLibraryOptions { Scenes = 1, Occluders = 1, MaxExposure = 1e-6, MaxAttempts = 2, Folder = "" }));
        Assert.Contains("none of 2 piles", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Worlds_OfOneLibrary_CanAllBeSimulatedByOne()
    {
        using var data = new MujocoData(scenes.Worlds[0]);
        for (int k = 1; k < scenes.Worlds.Count; k++)
            data.Reset(scenes.Worlds[k]);
    }
}
