using DexGrasp.Data.Files;

namespace DexGrasp.Data.Zarr;

/// <summary>Groups of a zarr v2 directory store: folders with a .zgroup file.</summary>
internal static class ZarrGroup
{
    /// <summary>Makes a group.</summary>
    public static void Create(string folder)
    {
        Directory.CreateDirectory(folder);
        DurableFile.WriteText(Path.Combine(folder, ".zgroup"), "{\n    \"zarr_format\": 2\n}\n");
    }

    /// <summary>Returns whether a folder is a group.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, ".zgroup"));
}
