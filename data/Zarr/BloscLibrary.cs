using System.Runtime.InteropServices;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Zarr;

/// <summary>Decompresses blosc 1 chunks with the system's library, if it is installed.</summary>
internal static partial class BloscLibrary
{
    private const string Library = "libblosc.so.1";

    /// <summary>Gets whether the library is installed.</summary>
    public static bool IsInstalled
    {
        get
        {
            if (!NativeLibrary.TryLoad(Library, out nint handle))
                return false;
            NativeLibrary.Free(handle);
            return true;
        }
    }

    /// <summary>Decompresses a chunk.</summary>
    /// <returns>Its length; longer than the buffer if it does not fit, and then nothing was written.</returns>
    /// <exception cref="DatasetException">The chunk is damaged, or the library is not installed.</exception>
    public static int Decompress(byte[] packed, Span<byte> plain)
    {
        try
        {
            if (Validate(packed, (nuint)packed.Length, out nuint length) < 0)
                throw new InvalidDataException("its header is not blosc's");
            if (length > (nuint)plain.Length)
                return plain.Length + 1;
            int written = Decompress(packed, plain, (nuint)plain.Length, 1);
            return written >= 0 ? written : throw new InvalidDataException($"blosc reports error {written}");
        }
        catch (DllNotFoundException e)
        {
            throw NotInstalled(e);
        }
    }

    /// <summary>Makes the error that tells what to install.</summary>
    internal static DatasetException NotInstalled(DllNotFoundException cause) =>
        new("This zarr store is compressed by blosc, whose library is not installed. Install it: apt-get install libblosc1. Or write the store again with zstd or zlib.", cause);

    [LibraryImport(Library, EntryPoint = "blosc_cbuffer_validate")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Validate(ReadOnlySpan<byte> packed, nuint packedLength, out nuint plainLength);

    [LibraryImport(Library, EntryPoint = "blosc_decompress_ctx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Decompress(ReadOnlySpan<byte> packed, Span<byte> plain, nuint plainLength, int threads);
}
