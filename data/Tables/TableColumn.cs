using Parquet;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>One column to write into a parquet file, laid out as Arrow writes it: every level optional, lists of three levels.</summary>
internal abstract class TableColumn(string name)
{
    private const string ListName = "list";
    private const string ElementName = "element";

    /// <summary>Gets the column's name; it may contain '/'.</summary>
    public string Name { get; } = name;

    /// <summary>Gets how many rows the column has.</summary>
    public abstract int Rows { get; }

    /// <summary>Returns the column's place in the file's schema.</summary>
    public abstract Field ToField();

    /// <summary>Writes all rows.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken stop);

    /// <summary>Wraps a value type into nested lists.</summary>
    /// <param name="name">Column name.</param>
    /// <param name="type">CLR type of the values.</param>
    /// <param name="depth">Levels of lists; 0 = plain values.</param>
    protected static Field NestedField(string name, Type type, int depth)
    {
        if (depth == 0)
            return new DataField(name, type, isNullable: true);
        Field inner = new DataField(ElementName, type, isNullable: true);
        for (int level = 1; level < depth; level++)
            inner = new ListField(ElementName, inner, ListName);
        return new ListField(name, inner, ListName);
    }

    /// <summary>Returns definition levels that say that no value is missing.</summary>
    protected static ReadOnlyMemory<int>? AllDefined(DataField field, int count)
    {
        if (field.MaxDefinitionLevel == 0)
            return null;
        int[] levels = new int[count];
        Array.Fill(levels, field.MaxDefinitionLevel);
        return levels;
    }
}
