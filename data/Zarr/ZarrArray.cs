using System.Text.Json;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Zarr;

/// <summary>
/// Reads an array of a zarr v2 directory store, rows (first index) at a time. Any chunk shape; row-major order; no filters.
/// It keeps one slab of chunks in memory, so reading in order decodes every chunk once. One thread at a time.
/// </summary>
public sealed class ZarrArray
{
    private readonly string _folder;
    private readonly IReadOnlyList<int> _chunks;
    private readonly char _separator;
    private readonly string? _compressor;
    private readonly double _fill;
    private readonly ChunkGrid _grid;
    private byte[] _slab = [];
    private int _slabIndex = -1;

    private ZarrArray(string folder, IReadOnlyList<int> shape, IReadOnlyList<int> chunks, ZarrType type, string? compressor, char separator, double fill)
    {
        _folder = folder;
        _chunks = chunks;
        _compressor = compressor;
        _separator = separator;
        _fill = fill;
        Shape = shape;
        Type = type;
        _grid = new ChunkGrid(shape, chunks, ZarrTypes.BytesOf(type));
    }

    /// <summary>Gets the shape; the first side counts rows.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Gets the type of the elements.</summary>
    public ZarrType Type { get; }

    /// <summary>Gets the length of one row. Unit: B.</summary>
    public int RowBytes => _grid.RowBytes;

    /// <summary>Opens an array.</summary>
    /// <param name="folder">Holds .zarray.</param>
    /// <exception cref="DatasetException">It is no array of version 2, or made in a way that is not read; the message says which.</exception>
    public static ZarrArray Open(string folder)
    {
        string path = Path.Combine(folder, ".zarray");
        if (!File.Exists(path))
            throw new DatasetException($"{folder} is no zarr array: it has no .zarray file.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement json = document.RootElement;
            if (json.GetProperty("zarr_format").GetInt32() is not 2 and var version)
                throw new DatasetException($"{path} says zarr_format {version}; 2 is read.");
            if (json.GetProperty("order").GetString() is not "C" and var order)
                throw new DatasetException($"{path} says order '{order}'; 'C' (row-major) is read.");
            if (json.TryGetProperty("filters", out JsonElement filters) && filters.ValueKind == JsonValueKind.Array && filters.GetArrayLength() > 0)
                throw new DatasetException($"{path} has filters; arrays without filters are read.");
            int[] shape = Sides(json.GetProperty("shape"), 0), chunks = Sides(json.GetProperty("chunks"), 1);
            if (shape.Length == 0 || shape.Length != chunks.Length)
                throw new DatasetException($"{path}: shape ({string.Join(", ", shape)}) and chunks ({string.Join(", ", chunks)}) do not fit each other.");
            return new ZarrArray(
                folder, shape, chunks, ZarrTypes.Parse(json.GetProperty("dtype").GetString() ?? "", path), ChunkCodec.ParseName(json.GetProperty("compressor"), path),
                json.TryGetProperty("dimension_separator", out JsonElement separator) && separator.GetString() == "/" ? '/' : '.',
                json.TryGetProperty("fill_value", out JsonElement fill) ? FillValue(fill) : 0);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }

        int[] Sides(JsonElement sides, int least)
        {
            int[] all = [.. sides.EnumerateArray().Select(side => side.GetInt32())];
            return all.All(side => side >= least) ? all : throw new DatasetException($"{path}: a side of ({string.Join(", ", all)}) is less than {least}.");
        }
    }

    /// <summary>Reads one row.</summary>
    /// <param name="row">From 0.</param>
    /// <returns>Little-endian elements. Shape: [<see cref="RowBytes"/>]; valid until the next call.</returns>
    /// <exception cref="DatasetException">A chunk is damaged, or its compressor is not installed.</exception>
    public ReadOnlySpan<byte> ReadRow(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Shape[0]);
        LoadSlab(row / _chunks[0]);
        return _slab.AsSpan(row % _chunks[0] * RowBytes, RowBytes);
    }

    /// <summary>Reads one row as numbers.</summary>
    /// <inheritdoc cref="ReadRow"/>
    public double[] ReadNumbers(int row) => ZarrTypes.ToNumbers(ReadRow(row), Type);

    private static double FillValue(JsonElement fill) => fill.ValueKind switch
    {
        JsonValueKind.Number => fill.GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.String when fill.GetString() == "NaN" => double.NaN,
        _ => 0,
    };

    private void LoadSlab(int slab)
    {
        if (slab == _slabIndex)
            return;
        int rows = Math.Min(_chunks[0], Shape[0] - (slab * _chunks[0]));
        _slabIndex = -1;
        long bytes = (long)_chunks[0] * RowBytes;
        if (bytes > Array.MaxLength)
            throw new DatasetException($"{_folder}: {_chunks[0]} rows of a chunk take {bytes} bytes; {Array.MaxLength} are allowed. Write the store again with smaller chunks.");
        if (_slab.Length != bytes)
            _slab = new byte[bytes];
        byte[] chunk = new byte[_grid.ChunkBytes];
        foreach (int[] index in _grid.ChunksOf(slab))
        {
            string path = Path.Combine(_folder, string.Join(_separator, index));

            // A chunk without a file is legal: all of it has the fill value.
            if (File.Exists(path))
                ChunkCodec.Decompress(_compressor, File.ReadAllBytes(path), chunk, path);
            else
                ZarrTypes.FromNumbers(Enumerable.Repeat(_fill, chunk.Length / ZarrTypes.BytesOf(Type)).ToArray(), Type).CopyTo(chunk, 0);
            _grid.Copy(index, rows, chunk, _slab, toSlab: true);
        }

        _slabIndex = slab;
    }
}
