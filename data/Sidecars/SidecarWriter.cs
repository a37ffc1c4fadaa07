using DexGrasp.Core.Images;
using DexGrasp.Data.Tables;
using Parquet;

namespace DexGrasp.Data.Sidecars;

/// <summary>Writes the sidecar of one episode while it is recorded; memory is bounded by one row group. One thread at a time.</summary>
internal sealed class SidecarWriter : IAsyncDisposable
{
    internal const string FrameColumn = "frame_index";
    internal const string DataColumn = "data";
    private const int GroupBytes = 8 << 20;

    private readonly Sidecar _sidecar;
    private readonly TableWriter _table;
    private readonly List<byte[]> _pending = [];
    private int _written;

    private SidecarWriter(Sidecar sidecar, TableWriter table)
    {
        _sidecar = sidecar;
        _table = table;
    }

    public static async Task<SidecarWriter> CreateAsync(string path, Sidecar sidecar, CancellationToken stop)
    {
        var metadata = new Dictionary<string, string>
        {
            ["dexgrasp.kind"] = sidecar.Kind.ToString().ToLowerInvariant(),
            ["dexgrasp.encoding"] = sidecar.Encoding,
            ["dexgrasp.width"] = $"{sidecar.Width}",
            ["dexgrasp.height"] = $"{sidecar.Height}",
        };
        return new SidecarWriter(sidecar, await TableWriter.CreateAsync(path, Columns([], 0), metadata, CompressionMethod.Zstd, stop).ConfigureAwait(false));
    }

    public ValueTask AddAsync(Mask mask, CancellationToken stop) => AddAsync(MaskCodec.Pack(mask), stop);

    public ValueTask AddAsync(DepthImage depth, CancellationToken stop) => AddAsync(DepthCodec.Pack(depth), stop);

    /// <summary>Writes the rest and the footer; the file keeps its temporary name.</summary>
    public async Task CloseAsync(CancellationToken stop)
    {
        if (_pending.Count > 0)
            await FlushAsync(stop).ConfigureAwait(false);
        await _table.CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the file its name.</summary>
    public Task CommitAsync() => _table.CommitAsync();

    public ValueTask DisposeAsync() => _table.DisposeAsync();

    private static TableColumn[] Columns(List<byte[]> blocks, int first) =>
    [
        new NumberColumn(FrameColumn, NumberType.Int64, [], [.. Enumerable.Range(first, blocks.Count).Select(i => (double)i)]),
        new BytesColumn(DataColumn, blocks),
    ];

    private async ValueTask AddAsync(byte[] block, CancellationToken stop)
    {
        _pending.Add(block);
        if ((long)_pending.Count * _sidecar.BytesPerFrame >= GroupBytes)
            await FlushAsync(stop).ConfigureAwait(false);
    }

    private async Task FlushAsync(CancellationToken stop)
    {
        await _table.AppendAsync(Columns(_pending, _written), stop).ConfigureAwait(false);
        _written += _pending.Count;
        _pending.Clear();
    }
}
