using DexGrasp.Sim.Tasks.Retrieval;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

/// <summary>Four small scenes, kept in a folder of their own that goes when the tests are done.</summary>
public sealed class FourOccluders : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-test-").FullName;

    public FourOccluders() => Worlds = new RetrievalWorlds(new SettledLibrary(new SettledLibraryOptions { Scenes = 4, Occluders = 4, MaxExposure = 0.5, Threads = 2, Folder = _folder }));

    public RetrievalWorlds Worlds { get; }

    public void Dispose()
    {
        Worlds.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
