using System.Text.Json.Nodes;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;

namespace DexGrasp.Data.Zarr;

/// <summary>Writes an array of a zarr v2 directory store, row after row. It exists once <see cref="Finish"/> was called. One thread at a time.</summary>
public sealed class ZarrArrayWriter
{
    private readonly string _folder;
    private readonly IReadOnlyList<int> _rowShape;
    private readonly IReadOnlyList<int> _chunks;
    private readonly ZarrType _type;
    private readonly ZarrCompression _compression;
    private readonly ChunkGrid _grid;
    private readonly byte[] _slab;

    /// <summary>Starts an array.</summary>
    /// <param name="folder">Made; must not hold an array.</param>
    /// <param name="type">Type of the elements.</param>
    /// <param name="rowShape">Shape of one row; empty for one element per row.</param>
    /// <param name="chunks">Shape of a chunk, rows first.</param>
    /// <param name="compression">How chunks are compressed. Default: Zstandard.</param>
    /// <exception cref="ArgumentException">The number of sides differs, or a side is not positive.</exception>
    public ZarrArrayWriter(string folder, ZarrType type, IReadOnlyList<int> rowShape, IReadOnlyList<int> chunks, ZarrCompression compression = ZarrCompression.Zstd)
    {
        if (chunks.Count != rowShape.Count + 1 || chunks.Any(side => side < 1) || rowShape.Any(side => side < 1))
            throw new ArgumentException($"Chunks ({string.Join(", ", chunks)}) do not fit rows of shape ({string.Join(", ", rowShape)}): one side more, all positive.");
        _folder = folder;
        _rowShape = [.. rowShape];
        _chunks = [.. chunks];
        _type = type;
        _compression = compression;
        _grid = new ChunkGrid([0, .. rowShape], chunks, ZarrTypes.BytesOf(type));
        _slab = new byte[checked(chunks[0] * _grid.RowBytes)];
        Directory.CreateDirectory(folder);
    }

    /// <summary>Gets how many rows were added.</summary>
    public int Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="row">Little-endian elements, row-major.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public void Add(ReadOnlySpan<byte> row)
    {
        if (row.Length != _grid.RowBytes)
            throw new ArgumentException($"A row of {row.Length} bytes was given; {_grid.RowBytes} are needed.");
        row.CopyTo(_slab.AsSpan(Rows % _chunks[0] * row.Length));
        Rows++;
        if (Rows % _chunks[0] == 0)
            Flush(_chunks[0]);
    }

    /// <summary>Adds a row of numbers, converted to the array's type.</summary>
    public void Add(ReadOnlySpan<double> row) => Add(ZarrTypes.FromNumbers(row, _type));

    /// <summary>Writes the rest and the description.</summary>
    public void Finish()
    {
        if (Rows % _chunks[0] is > 0 and var rest)
            Flush(rest);
        var json = new JsonObject
        {
            ["chunks"] = Sides(_chunks),
            ["compressor"] = ChunkCodec.ToJson(_compression),
            ["dtype"] = ZarrTypes.NameOf(_type),
            ["fill_value"] = _type == ZarrType.Bool ? false : 0,
            ["filters"] = null,
            ["order"] = "C",
            ["shape"] = Sides([Rows, .. _rowShape]),
            ["zarr_format"] = 2,
        };
        DurableFile.WriteText(Path.Combine(_folder, ".zarray"), json.ToJsonString(InfoFile.Json) + "\n");

        static JsonArray Sides(IEnumerable<int> sides) => new([.. sides.Select(side => (JsonNode)side)]);
    }

    private void Flush(int rows)
    {
        byte[] chunk = new byte[_grid.ChunkBytes];
        foreach (int[] index in _grid.ChunksOf((Rows - 1) / _chunks[0]))
        {
            chunk.AsSpan().Clear();
            _grid.Copy(index, rows, chunk, _slab, toSlab: false);
            File.WriteAllBytes(Path.Combine(_folder, string.Join('.', index)), ChunkCodec.Compress(chunk, _compression));
        }
    }
}
