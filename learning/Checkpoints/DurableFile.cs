using Microsoft.Win32.SafeHandles;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>Files that are there whole or not at all, even if the power fails: written beside their place, synchronised, renamed.</summary>
public static class DurableFile
{
    /// <summary>Writes a file. What was there before stays until the new one is complete.</summary>
    /// <param name="path">Its place; the folder is made if it is not there.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="check">Looks at the complete file, whose name for the time being it gets; if it throws, what was there before stays.</param>
    public static void Write(string path, Action<Stream> write, Action<string>? check = null)
    {
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}.part");
        try
        {
            using (FileStream file = File.Create(temporary, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            check?.Invoke(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        SynchroniseFolder(folder);
    }

    // The rename itself is on the disk only when the folder is.
    private static void SynchroniseFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using SafeFileHandle handle = NativeMethods.Open(folder, NativeMethods.ReadOnly | NativeMethods.CloseOnExec, 0);
        if (handle.IsInvalid || NativeMethods.Synchronise(handle) != 0)
            throw new IOException($"Cannot synchronise the folder {folder}: error {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()}.");
    }
}
