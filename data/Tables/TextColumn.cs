using Parquet;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>One text per row.</summary>
/// <param name="name">Column name.</param>
/// <param name="texts">Shape: [rows].</param>
internal sealed class TextColumn(string name, IReadOnlyList<string> texts) : TableColumn(name)
{
    /// <inheritdoc/>
    public override int Rows => texts.Count;

    /// <inheritdoc/>
    public override Field ToField() => NestedField(Name, typeof(string), 0);

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken stop) =>
        group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, texts.Select(t => t.AsMemory()).ToArray(), AllDefined(field, texts.Count), null, stop);
}
