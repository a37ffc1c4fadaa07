using System.Text;

namespace DexGrasp.App.Cli;

/// <summary>Files that appear whole or not at all: written beside their place and renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Returns the name under which a file is written before it is renamed; it keeps the extension.</summary>
    public static string TemporaryName(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileNameWithoutExtension(full)}.{Environment.ProcessId}.part{Path.GetExtension(full)}");
    }

    /// <summary>Writes text as UTF-8 without a byte-order mark.</summary>
    /// <exception cref="UserErrorException">The place cannot be written.</exception>
    public static void WriteText(string path, string text) => WriteBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <exception cref="UserErrorException">The place cannot be written.</exception>
    public static void WriteBytes(string path, byte[] bytes)
    {
        string temporary = TemporaryName(path);
        try
        {
            PrepareFolder(Path.GetDirectoryName(temporary)!);
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            File.Delete(temporary);
            throw NotWritable(path, e);
        }
    }

    /// <summary>Makes a folder if it is not there and makes sure that files can be written in it.</summary>
    /// <exception cref="UserErrorException">It cannot.</exception>
    public static void PrepareFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $".probe.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw NotWritable(folder, e);
        }
    }

    private static UserErrorException NotWritable(string path, Exception e) =>
        new($"Cannot write {path}: {e.Message}", "Choose another place with --out or --json, or change the permissions.", ExitCode.Failure, e);
}
