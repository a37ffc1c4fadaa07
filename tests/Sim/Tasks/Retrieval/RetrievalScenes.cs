using DexGrasp.Sim.Tasks.Retrieval;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

/// <summary>A few scenes that all retrieval tests share, dropped once.</summary>
public sealed class RetrievalScenes : IDisposable
{
    public RetrievalScenes() => Worlds = new RetrievalWorlds(Library);

    public SettledLibrary Library { get; } = new(new SettledLibraryOptions { Scenes = 3, Threads = 2, Folder = "" });

    public RetrievalWorlds Worlds { get; }

    public void Dispose() => Worlds.Dispose();
}
