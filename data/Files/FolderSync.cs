using System.Runtime.InteropServices;

namespace DexGrasp.Data.Files;

/// <summary>Makes renames in a folder durable. On Linux a rename is safe from a power cut only after the folder is flushed.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder's entries; does nothing where the system has no such call.</summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        int handle = Open(folder, ReadOnly);
        if (handle < 0)
            return;
        _ = Synchronize(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
