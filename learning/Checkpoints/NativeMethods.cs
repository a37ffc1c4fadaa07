using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>The C library's file calls that .NET has no counterpart for: opening and synchronising a folder.</summary>
internal static partial class NativeMethods
{
    public const int ReadOnly = 0;
    public const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int Synchronise(SafeFileHandle file);
}
