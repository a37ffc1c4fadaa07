namespace DexGrasp.Data.LeRobot;

/// <summary>Which file an episode is in.</summary>
/// <param name="Chunk">Number of the chunk folder, from 0.</param>
/// <param name="File">Number of the file in it, from 0.</param>
public readonly record struct FilePlace(int Chunk, int File)
{
    internal string Name => $"chunk-{Chunk:000}/file-{File:000}";

    /// <summary>Returns the place of an episode in datasets of this program: one file each, 1000 in a folder.</summary>
    public static FilePlace OfEpisode(int episode) => new(episode / DatasetLayout.ChunksSize, episode % DatasetLayout.ChunksSize);
}
