using System.Runtime.InteropServices;
using DexGrasp.Data.Files;
using DexGrasp.Data.Zarr;
using Xunit;

namespace DexGrasp.Tests.Data.Zarr;

public sealed partial class BloscLibraryTests
{
    private const string Missing = "libblosc1 is not installed here; apt-get install libblosc1 runs this test";
    private const string Compressor = """{ "id": "blosc", "cname": "zstd", "clevel": 5, "shuffle": 1, "blocksize": 0 }""";

    [Theory]
    [InlineData("lz4", 1)]
    [InlineData("zstd", 2)]
    [InlineData("blosclz", 0)]
    public void ReadNumbers_BloscChunk_IsEqual(string codec, int shuffle)
    {
        Assert.SkipUnless(BloscLibrary.IsInstalled, Missing);
        using var folder = new TemporaryFolder();
        ZarrArrayTests.WriteDescription(folder.Folder, Compressor);
        byte[] plain = ZarrTypes.FromNumbers([1.5, -2, 1e9, 4], ZarrType.Float64), packed = new byte[plain.Length + 16];
        int length = Compress(5, shuffle, 8, (nuint)plain.Length, plain, packed, (nuint)packed.Length, codec, 0, 1);
        File.WriteAllBytes(folder["0.0"], packed[..length]);

        ZarrArray array = ZarrArray.Open(folder.Folder);

        Assert.Equal([1.5, -2], array.ReadNumbers(0));
        Assert.Equal([1e9, 4], array.ReadNumbers(1));
    }

    [Fact]
    public void ReadRow_NoBloscChunk_NamesTheFile()
    {
        Assert.SkipUnless(BloscLibrary.IsInstalled, Missing);
        using var folder = new TemporaryFolder();
        ZarrArrayTests.WriteDescription(folder.Folder, Compressor);
        File.WriteAllBytes(folder["0.0"], [1, 2, 3, 4, 5]);
        ZarrArray array = ZarrArray.Open(folder.Folder);

        Assert.Contains("0.0 cannot be decompressed as blosc", Assert.Throws<DatasetException>(() => array.ReadRow(0).Length).Message);
    }

    [Fact]
    public void NotInstalled_Message_NamesThePackageAndAWayWithout()
    {
        string message = BloscLibrary.NotInstalled(new DllNotFoundException()).Message;

        Assert.Contains("apt-get install libblosc1", message);
        Assert.Contains("zstd or zlib", message);
    }

    [LibraryImport("libblosc.so.1", EntryPoint = "blosc_compress_ctx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Compress(
        int level, int shuffle, nuint elementBytes, nuint plainLength, ReadOnlySpan<byte> plain, Span<byte> packed, nuint packedLength, string codec, nuint blockBytes, int threads);
}
