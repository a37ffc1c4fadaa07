using System.IO.Compression;
using DexGrasp.Data.Files;
using Parquet;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>Writes one parquet file, in one or several row groups; it appears whole when <see cref="CommitAsync"/> is called. One thread at a time.</summary>
internal sealed class TableWriter : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly ParquetWriter _writer;
    private readonly ParquetSchema _schema;
    private bool _closed;

    private TableWriter(string path, FileStream stream, ParquetWriter writer, ParquetSchema schema)
    {
        _path = path;
        _stream = stream;
        _writer = writer;
        _schema = schema;
    }

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="shape">Columns that say names and types; their values are not written.</param>
    /// <param name="metadata">Key-value pairs of the footer.</param>
    /// <param name="compression">Snappy is what Arrow and LeRobot write by default.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task<TableWriter> CreateAsync(
        string path, IEnumerable<TableColumn> shape, IReadOnlyDictionary<string, string> metadata, CompressionMethod compression, CancellationToken stop)
    {
        ParquetSchema schema = new(shape.Select(column => column.ToField()));
        FileStream stream = new(DurableFile.Prepare(path), FileMode.Create, FileAccess.ReadWrite);

        // Not "fastest": for Zstandard that means a negative level, which leaves literals as they are and hardly shrinks depth.
        ParquetOptions options = new() { CompressionMethod = compression, CompressionLevel = CompressionLevel.Optimal };
        ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, options, cancellationToken: stop).ConfigureAwait(false);
        writer.CustomMetadata = metadata;
        return new TableWriter(path, stream, writer, schema);
    }

    /// <summary>Writes a whole file with one row group.</summary>
    public static async Task WriteAsync(
        string path, IReadOnlyList<TableColumn> columns, IReadOnlyDictionary<string, string> metadata, CancellationToken stop)
    {
        TableWriter writer = await CreateAsync(path, columns, metadata, CompressionMethod.Snappy, stop).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            await writer.AppendAsync(columns, stop).ConfigureAwait(false);
            await writer.CommitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Adds one row group.</summary>
    /// <param name="columns">In the order of the schema, all with the same number of rows.</param>
    /// <param name="stop">Cancels.</param>
    public async Task AppendAsync(IReadOnlyList<TableColumn> columns, CancellationToken stop)
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Rows != columns[0].Rows)
                throw new InvalidOperationException($"Column {columns[i].Name} has {columns[i].Rows} rows and {columns[0].Name} has {columns[0].Rows}; all need the same.");
            await columns[i].WriteAsync(group, _schema.DataFields[i], stop).ConfigureAwait(false);
        }

        group.CompleteValidate();
    }

    /// <summary>Writes the footer; the file keeps its temporary name.</summary>
    public async Task CloseAsync()
    {
        if (_closed)
            return;
        _closed = true;
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Writes the footer and gives the file its name.</summary>
    public async Task CommitAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        DurableFile.Commit(_path);
    }

    /// <summary>Drops the file if it was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        File.Delete(_path + DurableFile.TemporarySuffix);
    }
}
