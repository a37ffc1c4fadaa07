using Parquet;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>A block of bytes per row.</summary>
/// <param name="name">Column name.</param>
/// <param name="blocks">Shape: [rows].</param>
internal sealed class BytesColumn(string name, IReadOnlyList<byte[]> blocks) : TableColumn(name)
{
    /// <inheritdoc/>
    public override int Rows => blocks.Count;

    /// <inheritdoc/>
    public override Field ToField() => NestedField(Name, typeof(byte[]), 0);

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken stop) =>
        group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(field, blocks.Select(b => new ReadOnlyMemory<byte>(b)).ToArray(), AllDefined(field, blocks.Count), null, stop);
}
