using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>
/// The safetensors format: the length of a JSON header (8 bytes, little-endian), the header with type, shape and place of
/// each tensor, then the numbers. Nothing in it can be executed.
/// </summary>
public static class SafetensorsFile
{
    private const int LongestHeader = 100 << 20;
    private const int Alignment = 8;
    private const string MetadataName = "__metadata__";

    private static readonly (string Name, ScalarType Type)[] Types =
    [
        ("F64", ScalarType.Float64), ("F32", ScalarType.Float32), ("F16", ScalarType.Float16), ("BF16", ScalarType.BFloat16),
        ("I64", ScalarType.Int64), ("I32", ScalarType.Int32), ("I16", ScalarType.Int16), ("I8", ScalarType.Int8), ("U8", ScalarType.Byte),
        ("BOOL", ScalarType.Bool),
    ];

    /// <summary>Reads all tensors of a file.</summary>
    /// <returns>Tensors on the CPU; the caller disposes of them.</returns>
    /// <exception cref="CheckpointException">The file is cut off or not of this format; the message says where.</exception>
    public static TensorMap Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        using JsonDocument header = ReadHeader(file, path, out long start);
        var map = new TensorMap();
        try
        {
            long end = start;
            foreach (JsonProperty entry in header.RootElement.EnumerateObject())
                if (entry.Name == MetadataName)
                    foreach (JsonProperty text in entry.Value.EnumerateObject())
                        map.Metadata[text.Name] = text.Value.ToString();
                else
                    end = Math.Max(end, ReadTensor(file, path, start, entry, map));
            return file.Length == end ? map : throw new CheckpointException($"{path} has {file.Length} bytes, but its tensors end at byte {end}; it is damaged.");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            map.Dispose();
            throw new CheckpointException($"{path}: the header is not that of a safetensors file: {e.Message}", e);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    /// <summary>Writes tensors to a stream, in the order given.</summary>
    /// <param name="stream">Receives the file's bytes.</param>
    /// <param name="tensors">Names and tensors of any layout and device.</param>
    /// <param name="metadata">Free text beside them.</param>
    /// <param name="cancellationToken">Stops between two tensors.</param>
    public static void Write(
        Stream stream, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null, CancellationToken cancellationToken = default)
    {
        (string Name, Tensor Tensor)[] all = [.. tensors];
        var header = new Dictionary<string, object>();
        if (metadata is { Count: > 0 })
            header[MetadataName] = metadata;
        long at = 0;
        foreach ((string name, Tensor tensor) in all)
        {
            long end = at + (tensor.numel() * TensorBytes.SizeOf(tensor.dtype));
            header.Add(name, new { dtype = Types.First(t => t.Type == tensor.dtype).Name, shape = tensor.shape, data_offsets = new[] { at, end } });
            at = end;
        }

        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        int padding = (Alignment - (json.Length % Alignment)) % Alignment;
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length + padding);
        stream.Write(length);
        stream.Write(json);
        stream.Write("        "u8[..padding]);
        foreach ((_, Tensor tensor) in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TensorBytes.Write(stream, tensor);
        }
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    public static void Write(string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        DurableFile.Write(path, stream => Write(stream, tensors, metadata));

    private static JsonDocument ReadHeader(FileStream file, string path, out long start)
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        long length = file.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) == prefix.Length ? BinaryPrimitives.ReadInt64LittleEndian(prefix) : -1;
        if (length is < 2 or > LongestHeader || length > file.Length - sizeof(long))
            throw new CheckpointException($"{path} ({file.Length} bytes) gives its header {length} bytes; it is cut off, or no safetensors file.");
        byte[] json = new byte[length];
        file.ReadExactly(json);
        start = sizeof(long) + length;
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: the header is no JSON: {e.Message}", e);
        }
    }

    private static long ReadTensor(FileStream file, string path, long start, JsonProperty entry, TensorMap map)
    {
        string type = entry.Value.GetProperty("dtype").GetString() ?? "";
        long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
        long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        ScalarType scalar = Array.Find(Types, t => t.Name == type) is { Name: not null } known
            ? known.Type : throw new CheckpointException($"{path}: tensor '{entry.Name}' has the type '{type}'; known are {string.Join(", ", Types.Select(t => t.Name))}.");
        long size = TensorBytes.SizeOf(shape, scalar, entry.Name);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != size)
            throw new CheckpointException($"{path}: tensor '{entry.Name}' of {size} bytes lies at [{string.Join(", ", offsets)}].");
        if (offsets[1] > file.Length - start)
            throw new CheckpointException($"{path} is cut off: tensor '{entry.Name}' ends at byte {start + offsets[1]} of {file.Length}.");
        file.Position = start + offsets[0];
        Tensor tensor = empty(shape, dtype: scalar);
        TensorBytes.Read(file, tensor);
        map.Add(entry.Name, tensor);
        return start + offsets[1];
    }
}
