using Parquet;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>Numbers, one or a fixed-size array of them per row. They pass as doubles, which hold every stored type up to 2^53 exactly.</summary>
/// <param name="name">Column name.</param>
/// <param name="type">How they are stored.</param>
/// <param name="shape">Shape of one row; empty for plain numbers.</param>
/// <param name="values">Shape: [rows x product of shape], row-major.</param>
internal sealed class NumberColumn(string name, NumberType type, IReadOnlyList<int> shape, double[] values) : TableColumn(name)
{
    private int PerRow => shape.Aggregate(1, (product, side) => product * side);

    /// <inheritdoc/>
    public override int Rows => values.Length / PerRow;

    /// <inheritdoc/>
    public override Field ToField() => NestedField(Name, type switch
    {
        NumberType.Float32 => typeof(float),
        NumberType.Float64 => typeof(double),
        NumberType.Int64 => typeof(long),
        _ => typeof(bool),
    }, shape.Count);

    /// <inheritdoc/>
    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, CancellationToken stop)
    {
        return type switch
        {
            NumberType.Float32 => Write(Array.ConvertAll(values, v => (float)v)),
            NumberType.Float64 => Write(values),
            NumberType.Int64 => Write(Array.ConvertAll(values, v => (long)v)),
            _ => Write(Array.ConvertAll(values, v => v != 0)),
        };

        Task Write<T>(T[] converted)
            where T : struct =>
            group.WriteAllPartsAsync<T>(field, converted, AllDefined(field, converted.Length), RepetitionLevels(), stop);
    }

    private ReadOnlyMemory<int>? RepetitionLevels()
    {
        if (shape.Count == 0)
            return null;
        int[] levels = new int[values.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            // A value repeats at the deepest level whose position is not zero; the first value of a row repeats nothing.
            int level = shape.Count, rest = i;
            for (int axis = shape.Count - 1; axis >= 0 && rest % shape[axis] == 0; axis--)
            {
                rest /= shape[axis];
                level--;
            }

            levels[i] = level;
        }

        return levels;
    }
}
