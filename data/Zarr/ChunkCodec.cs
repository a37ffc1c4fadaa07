using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using DexGrasp.Data.Files;
using ZstdSharp;

namespace DexGrasp.Data.Zarr;

/// <summary>Compresses and decompresses chunks, by the names that numcodecs gives to compressors.</summary>
internal static class ChunkCodec
{
    private const int ZstdLevel = 3;
    private const string Readable = "null, zlib, gzip, zstd and blosc are read";

    /// <summary>Returns the compressor's name in an array's metadata; null for none.</summary>
    /// <exception cref="DatasetException">It is not known.</exception>
    public static string? ParseName(JsonElement compressor, string path)
    {
        if (compressor.ValueKind == JsonValueKind.Null)
            return null;
        string? name = compressor.ValueKind == JsonValueKind.Object && compressor.TryGetProperty("id", out JsonElement id) ? id.GetString() : null;
        return name is "zlib" or "gzip" or "zstd" or "blosc" ? name : throw new DatasetException($"{path}: chunks are compressed by '{name}'; {Readable}.");
    }

    /// <summary>Returns what an array's metadata says about a compression.</summary>
    public static JsonObject? ToJson(ZarrCompression compression) => compression switch
    {
        ZarrCompression.Zlib => new JsonObject { ["id"] = "zlib", ["level"] = 6 },
        ZarrCompression.Zstd => new JsonObject { ["id"] = "zstd", ["level"] = ZstdLevel },
        _ => null,
    };

    public static byte[] Compress(ReadOnlySpan<byte> plain, ZarrCompression compression)
    {
        switch (compression)
        {
            case ZarrCompression.Zlib:
                var packed = new MemoryStream();
                using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                    zlib.Write(plain);
                return packed.ToArray();
            case ZarrCompression.Zstd:
                using (var compressor = new Compressor(ZstdLevel))
                    return compressor.Wrap(plain).ToArray();
            default:
                return plain.ToArray();
        }
    }

    /// <summary>Decompresses a chunk into a buffer of exactly its size.</summary>
    /// <exception cref="DatasetException">The chunk is damaged or has another size, or blosc is not installed.</exception>
    public static void Decompress(string? compressor, byte[] packed, Span<byte> plain, string path)
    {
        try
        {
            int length = compressor switch
            {
                null => Copy(packed, plain),
                "zlib" => Read(new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress), plain),
                "gzip" => Read(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress), plain),
                "zstd" => Read(new DecompressionStream(new MemoryStream(packed)), plain),
                _ => BloscLibrary.Decompress(packed, plain),
            };
            if (length != plain.Length)
                throw new DatasetException($"{path} holds {(length > plain.Length ? "more than " : "")}{Math.Min(length, plain.Length)} bytes; its array's shape asks for {plain.Length}. The file is damaged.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ZstdException)
        {
            throw new DatasetException($"{path} cannot be decompressed as {compressor} ({e.Message.TrimEnd('.')}); the file is damaged.", e);
        }
    }

    private static int Copy(byte[] from, Span<byte> to)
    {
        from.AsSpan(0, Math.Min(from.Length, to.Length)).CopyTo(to);
        return from.Length;
    }

    private static int Read(Stream stream, Span<byte> plain)
    {
        using (stream)
        {
            int length = stream.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false);
            return stream.ReadByte() < 0 ? length : length + 1;
        }
    }
}
