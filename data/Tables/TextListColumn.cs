using Parquet;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>A list of texts per row, never empty.</summary>
/// <param name="name">Column name.</param>
/// <param name="lists">Shape: [rows], at least one text in each.</param>
internal sealed class TextListColumn(string name, IReadOnlyList<IReadOnlyList<string>> lists) : TableColumn(name)
{
    /// <inheritdoc/>
    public override int Rows => lists.Count;

    /// <inheritdoc/>
    public override Field ToField() => NestedField(Name, typeof(string), 1);

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken stop)
    {
        ReadOnlyMemory<char>[] texts = [.. lists.SelectMany(list => list.Select(text => text.AsMemory()))];
        int[] repetition = [.. lists.SelectMany(list => list.Select((_, i) => i == 0 ? 0 : 1))];
        return group.WriteAllPartsAsync<ReadOnlyMemory<char>>(field, texts, AllDefined(field, texts.Length), repetition, stop);
    }
}
