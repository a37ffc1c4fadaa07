namespace DexGrasp.Tests.Data;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Folder = Directory.CreateTempSubdirectory("dexgrasp-test-").FullName;

    public string Folder { get; }

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>Copies a folder into this one; a held lock is copied as the empty file that a kill leaves behind.</summary>
    /// <returns>The copy.</returns>
    public string Copy(string source, string name)
    {
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(this[name], Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            if (file.EndsWith(".lock", StringComparison.Ordinal))
                File.WriteAllBytes(to, []);
            else
                File.Copy(file, to);
        }

        return this[name];
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
