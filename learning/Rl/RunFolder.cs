namespace DexGrasp.Learning.Rl;

/// <summary>Where the files of a run are.</summary>
/// <param name="path">The folder; made with the first file.</param>
internal sealed class RunFolder(string path)
{
    private const int Kept = 3;

    /// <summary>Gets the folder.</summary>
    public string Folder => path;

    /// <summary>Gets the file of options.</summary>
    public string Options => Path.Combine(path, "options.json");

    /// <summary>Gets the file of the checkpoint with the best rate of success.</summary>
    public string Best => Path.Combine(path, "best.safetensors");

    /// <summary>Gets the newest checkpoint, or null.</summary>
    public string? Newest => Checkpoints().LastOrDefault();

    /// <summary>Returns the checkpoint of so many control steps.</summary>
    public string Checkpoint(long steps) => Path.Combine(path, $"checkpoint-{steps:D12}.safetensors");

    /// <summary>Removes all checkpoints but the newest three and the best.</summary>
    public void Prune()
    {
        foreach (string old in Checkpoints().SkipLast(Kept))
            File.Delete(old);
    }

    private string[] Checkpoints() => Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "checkpoint-*.safetensors").Order(StringComparer.Ordinal)] : [];
}
