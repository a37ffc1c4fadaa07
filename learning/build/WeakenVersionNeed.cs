#nullable enable
#if !DEXGRASP_TESTS
using System;
using System.IO;
#endif
using System.Text;

namespace DexGrasp.Learning.Build;

/// <summary>
/// Makes one version that a shared library needs of another one optional. libLibTorchSharp.so names GLIBCXX_3.4.32 only
/// for an initialiser that is never called, and Debian 12's libstdc++ ends at 3.4.30: marked as weak, the loader accepts
/// its absence. Where the version exists, nothing changes. The field: vna_flags in the ELF section .gnu.version_r
/// (System V ABI, "Symbol versioning").
/// </summary>
internal static class WeakVersionNeed
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const int WeakFlag = 0x2;

    /// <summary>Marks a version as weak, in a new file that takes the old one's place, so that a running program keeps its own.</summary>
    /// <param name="path">A shared library.</param>
    /// <param name="version">Name of the version, such as GLIBCXX_3.4.32.</param>
    /// <returns>Whether the file was changed; not if it is no 64-bit little-endian ELF file, lacks the name, or has it weak already.</returns>
    public static bool Apply(string path, string version)
    {
        byte[] file = File.ReadAllBytes(path);
        int at = FindFlags(file, version);
        if (at < 0 || (file[at] & WeakFlag) != 0)
            return false;
        file[at] |= WeakFlag;
        DateTime written = File.GetLastWriteTimeUtc(path);
        string temporary = path + ".part";
        File.WriteAllBytes(temporary, file);
        // The old time keeps incremental builds from copying the unchanged original again.
        File.SetLastWriteTimeUtc(temporary, written);
        File.Delete(path);
        File.Move(temporary, path);
        return true;
    }

    /// <summary>Returns the offset of the version's flags in the file, or -1.</summary>
    public static int FindFlags(byte[] file, string version)
    {
        bool elf64 = file.Length > 64 && file[0] == 0x7f && file[1] == 'E' && file[2] == 'L' && file[3] == 'F' && file[4] == 2 && file[5] == 1;
        if (!elf64)
            return -1;
        long sections = BitConverter.ToInt64(file, 0x28);
        int size = BitConverter.ToUInt16(file, 0x3a), count = BitConverter.ToUInt16(file, 0x3c);
        for (int i = 0; i < count; i++)
        {
            int header = checked((int)(sections + ((long)i * size)));
            if (BitConverter.ToUInt32(file, header + 4) != VersionNeedSection)
                continue;
            int linked = checked((int)(sections + (BitConverter.ToUInt32(file, header + 40) * (long)size)));
            return FindIn(file, (int)BitConverter.ToInt64(file, header + 24), (int)BitConverter.ToInt64(file, linked + 24), version);
        }

        return -1;
    }

    private static int FindIn(byte[] file, int need, int names, string version)
    {
        while (true)
        {
            int entry = need + BitConverter.ToInt32(file, need + 8);
            for (int left = BitConverter.ToUInt16(file, need + 2); left > 0; left--)
            {
                if (NameAt(file, names + BitConverter.ToInt32(file, entry + 8)) == version)
                    return entry + 4;
                entry += BitConverter.ToInt32(file, entry + 12);
            }

            int next = BitConverter.ToInt32(file, need + 12);
            if (next == 0)
                return -1;
            need += next;
        }
    }

    private static string NameAt(byte[] file, int at) => Encoding.ASCII.GetString(file, at, Array.IndexOf(file, (byte)0, at) - at);
}

#if !DEXGRASP_TESTS
/// <summary>The build step around <see cref="WeakVersionNeed"/>.</summary>
public sealed class WeakenVersionNeed : Microsoft.Build.Utilities.Task
{
    /// <summary>Gets or sets the libraries to change.</summary>
    [Microsoft.Build.Framework.Required]
    public Microsoft.Build.Framework.ITaskItem[] Libraries { get; set; } = Array.Empty<Microsoft.Build.Framework.ITaskItem>();

    /// <summary>Gets or sets the version that becomes optional.</summary>
    [Microsoft.Build.Framework.Required]
    public string Version { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        foreach (Microsoft.Build.Framework.ITaskItem library in Libraries)
            if (WeakVersionNeed.Apply(library.ItemSpec, Version))
                Log.LogMessage("{0}: {1} is optional now", library.ItemSpec, Version);
        return true;
    }
}
#endif
