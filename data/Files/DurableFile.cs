using System.Text;

namespace DexGrasp.Data.Files;

/// <summary>
/// Files that appear whole or not at all, also when the process is killed or the power fails: written beside their place
/// as <c>NAME.part</c>, flushed to the disk, renamed, and the folder flushed. Readers never match the temporary name.
/// </summary>
internal static class DurableFile
{
    /// <summary>Ends every temporary name.</summary>
    public const string TemporarySuffix = ".part";

    /// <summary>Returns the name under which a file is written before it gets its own; its folder is made.</summary>
    public static string Prepare(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return path + TemporarySuffix;
    }

    /// <summary>Flushes the temporary file of <paramref name="path"/> to the disk and gives it its name, over an older one.</summary>
    public static void Commit(string path)
    {
        using (FileStream stream = new(path + TemporarySuffix, FileMode.Open, FileAccess.ReadWrite))
            stream.Flush(flushToDisk: true);
        File.Move(path + TemporarySuffix, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    public static void WriteText(string path, string text)
    {
        File.WriteAllText(Prepare(path), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Commit(path);
    }

    /// <summary>Removes what an interrupted writer left behind.</summary>
    /// <returns>How many files were removed.</returns>
    public static int RemoveTemporaries(string folder)
    {
        string[] left = Directory.GetFiles(folder, "*" + TemporarySuffix, SearchOption.AllDirectories);
        foreach (string file in left)
            File.Delete(file);
        return left.Length;
    }
}
