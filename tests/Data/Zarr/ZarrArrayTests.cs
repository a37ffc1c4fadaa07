using CsCheck;
using DexGrasp.Data.Files;
using DexGrasp.Data.Zarr;
using Xunit;

namespace DexGrasp.Tests.Data.Zarr;

public sealed class ZarrArrayTests
{
    private static readonly Gen<(int[] Shape, int[] Chunks, ZarrType Type, ZarrCompression Compression, int Seed)> AnyArray =
        from axes in Gen.Int[1, 4]
        from shape in Gen.Int[1, 6].Array[axes]
        from chunks in Gen.Int[1, 7].Array[axes]
        from type in Gen.Enum<ZarrType>()
        from compression in Gen.Enum<ZarrCompression>()
        from seed in Gen.Int[0, 1000]
        select (shape, chunks, type, compression, seed);

    [Fact]
    public void ReadNumbers_OfWritten_IsEqualForEveryShapeChunkTypeAndCompression()
    {
        using var folder = new TemporaryFolder();
        int count = 0;
        AnyArray.Sample(
            array =>
            {
                string path = folder[$"a{Interlocked.Increment(ref count)}"];
                int rowSize = array.Shape.Skip(1).Aggregate(1, (a, b) => a * b);
                var writer = new ZarrArrayWriter(path, array.Type, array.Shape[1..], array.Chunks, array.Compression);
                for (int row = 0; row < array.Shape[0]; row++)
                    writer.Add(Row(row));
                writer.Finish();

                ZarrArray read = ZarrArray.Open(path);
                return read.Shape.SequenceEqual(array.Shape) && read.Type == array.Type
                    && Enumerable.Range(0, array.Shape[0]).Reverse().All(row => read.ReadNumbers(row).SequenceEqual(Row(row)));

                double[] Row(int row) => [.. Enumerable.Range(0, rowSize).Select(i => array.Type == ZarrType.Bool ? (row + i) % 2 : (double)(((row * 31) + (i * 7) + array.Seed) % 200))];
            },
            iter: 150, threads: 1);
    }

    [Fact]
    public void ReadNumbers_ChunkWithoutAFile_HasTheFillValue()
    {
        using var folder = new TemporaryFolder();
        WriteDescription(folder.Folder, "null", fill: "7.5");

        Assert.Equal([7.5, 7.5], ZarrArray.Open(folder.Folder).ReadNumbers(3));
    }

    [Fact]
    public void ReadNumbers_SlashSeparator_FindsChunks()
    {
        using var folder = new TemporaryFolder();
        WriteDescription(folder.Folder, "null", extra: "\"dimension_separator\": \"/\",");
        Directory.CreateDirectory(folder["1"]);
        File.WriteAllBytes(folder["1/0"], ZarrTypes.FromNumbers([1, 2, 3, 4], ZarrType.Float64));

        Assert.Equal([3, 4], ZarrArray.Open(folder.Folder).ReadNumbers(3));
    }

    [Theory]
    [InlineData("zlib", "null")]
    [InlineData("lz4", "{\"id\": \"lz4\"}")]
    [InlineData("order", "null")]
    [InlineData("filters", "null")]
    [InlineData("dtype", "null")]
    [InlineData("format", "null")]
    [InlineData("shape", "null")]
    public void Open_WhatIsNotRead_SaysWhat(string what, string compressor)
    {
        using var folder = new TemporaryFolder();
        WriteDescription(folder.Folder, compressor);
        string path = folder[".zarray"], text = File.ReadAllText(path);
        (string from, string to, string message) = what switch
        {
            "lz4" => ("x", "x", "compressed by 'lz4'"),
            "order" => ("\"C\"", "\"F\"", "order 'F'"),
            "filters" => ("\"filters\": null", "\"filters\": [{\"id\": \"delta\"}]", "filters"),
            "dtype" => ("<f8", ">f8", "type '>f8'"),
            "format" => ("\"zarr_format\": 2", "\"zarr_format\": 3", "zarr_format 3"),
            "shape" => ("[4, 2]", "[4]", "do not fit"),
            _ => ("{", "", "cannot be read"),
        };
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(message, Assert.Throws<DatasetException>(() => ZarrArray.Open(folder.Folder)).Message);
    }

    [Theory]
    [InlineData("null", 31)]
    [InlineData("null", 33)]
    [InlineData("{\"id\": \"zlib\"}", 32)]
    [InlineData("{\"id\": \"gzip\"}", 32)]
    [InlineData("{\"id\": \"zstd\"}", 32)]
    public void ReadRow_DamagedChunk_NamesTheFile(string compressor, int bytes)
    {
        using var folder = new TemporaryFolder();
        WriteDescription(folder.Folder, compressor);
        File.WriteAllBytes(folder["0.0"], [.. Enumerable.Repeat((byte)0x5A, bytes)]);
        ZarrArray array = ZarrArray.Open(folder.Folder);

        Assert.Contains("0.0", Assert.Throws<DatasetException>(() => array.ReadRow(0).Length).Message);
    }

    [Fact]
    public void Open_NoArray_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(".zarray", Assert.Throws<DatasetException>(() => ZarrArray.Open(folder.Folder)).Message);
    }

    // Four rows of two doubles, in chunks of two rows.
    internal static void WriteDescription(string folder, string compressor, string fill = "0", string extra = "") => File.WriteAllText(
        Path.Combine(folder, ".zarray"),
        $$"""{ "chunks": [2, 2], "compressor": {{compressor}}, "dtype": "<f8", {{extra}} "fill_value": {{fill}}, "filters": null, "order": "C", "shape": [4, 2], "zarr_format": 2 }""");
}
