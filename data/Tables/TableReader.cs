using DexGrasp.Data.Files;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace DexGrasp.Data.Tables;

/// <summary>Reads one parquet file by column name. One thread at a time.</summary>
internal sealed class TableReader : IAsyncDisposable
{
    private readonly string _path;
    private readonly ParquetReader _reader;
    private readonly Dictionary<string, DataField> _fields;

    private TableReader(string path, ParquetReader reader)
    {
        _path = path;
        _reader = reader;
        _fields = reader.Schema.DataFields.GroupBy(field => field.Path.FirstPart!).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>Gets how many rows the file has.</summary>
    public int Rows => (int)_reader.Metadata!.NumRows;

    /// <summary>Gets how many row groups the file has.</summary>
    public int Groups => _reader.RowGroupCount;

    /// <summary>Gets the key-value pairs of the footer.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _reader.CustomMetadata;

    /// <summary>Gets the names of the columns.</summary>
    public IReadOnlyCollection<string> Columns => _fields.Keys;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DatasetException">It is missing, cut off, or not parquet.</exception>
    public static async Task<TableReader> OpenAsync(string path, CancellationToken stop)
    {
        if (!File.Exists(path))
            throw new DatasetException($"{path} is missing.");
        try
        {
            return new TableReader(path, await ParquetReader.CreateAsync(path, cancellationToken: stop).ConfigureAwait(false));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new DatasetException($"{path} is no whole parquet file ({e.Message.TrimEnd('.')}); it was probably cut off while it was written or copied.", e);
        }
    }

    /// <summary>Reads numbers of all rows.</summary>
    /// <returns>The numbers, and how many there are in each row.</returns>
    /// <exception cref="DatasetException">There is no such column, a value is missing, rows differ in length, or the type is no number.</exception>
    public async Task<(double[] Values, int PerRow)> ReadNumbersAsync(string column, CancellationToken stop)
    {
        DataField field = FieldOf(column);
        var values = new List<double>(Rows);
        int? perRow = null;
        for (int group = 0; group < Groups; group++)
        {
            using RawColumnData data = await ReadGroupAsync(group, field, stop).ConfigureAwait(false);
            double[] part = ToNumbers(data) ?? throw new DatasetException($"{_path}: column {column} holds {field.ClrType.Name}; numbers are needed.");
            RequireDefined(data, field, column);
            perRow = FixedSize(data, field, column, part.Length, perRow);
            values.AddRange(part);
        }

        return ([.. values], perRow ?? 1);
    }

    /// <summary>Reads one text per row, or all texts of all lists one after the other.</summary>
    /// <exception cref="DatasetException">There is no such column, or it holds no text.</exception>
    public async Task<string[]> ReadTextsAsync(string column, CancellationToken stop) =>
        [.. (await ReadTextListsAsync(column, stop).ConfigureAwait(false)).SelectMany(list => list)];

    /// <summary>Reads a list of texts per row; a plain text counts as a list of one.</summary>
    /// <exception cref="DatasetException">There is no such column, or it holds no text.</exception>
    public async Task<string[][]> ReadTextListsAsync(string column, CancellationToken stop)
    {
        DataField field = FieldOf(column);
        var rows = new List<string[]>(Rows);
        for (int group = 0; group < Groups; group++)
        {
            using RawColumnData data = await ReadGroupAsync(group, field, stop).ConfigureAwait(false);
            if (data is not RawColumnData<ReadOnlyMemory<char>> texts)
                throw new DatasetException($"{_path}: column {column} holds {field.ClrType.Name}; texts are needed.");
            RequireDefined(data, field, column);
            string[] values = [.. texts.Values.ToArray().Select(text => text.ToString())];
            if (field.MaxRepetitionLevel == 0)
            {
                rows.AddRange(values.Select(text => (string[])[text]));
                continue;
            }

            int[] starts = [.. data.RepetitionLevels.ToArray().Select((level, i) => (level, i)).Where(pair => pair.level == 0).Select(pair => pair.i)];
            rows.AddRange(starts.Select((start, i) => values[start..(i + 1 < starts.Length ? starts[i + 1] : values.Length)]));
        }

        return [.. rows];
    }

    /// <summary>Reads the byte blocks of one row group.</summary>
    /// <exception cref="DatasetException">There is no such column, or it holds no bytes.</exception>
    public async Task<byte[][]> ReadBytesAsync(string column, int group, CancellationToken stop)
    {
        DataField field = FieldOf(column);
        using RawColumnData data = await ReadGroupAsync(group, field, stop).ConfigureAwait(false);
        if (data is not RawColumnData<ReadOnlyMemory<byte>> blocks)
            throw new DatasetException($"{_path}: column {column} holds {field.ClrType.Name}; bytes are needed.");
        RequireDefined(data, field, column);
        return [.. blocks.Values.ToArray().Select(block => block.ToArray())];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static double[]? ToNumbers(RawColumnData data) => data switch
    {
        RawColumnData<float> v => Convert(v.Values, x => x),
        RawColumnData<double> v => v.Values.ToArray(),
        RawColumnData<long> v => Convert(v.Values, x => x),
        RawColumnData<int> v => Convert(v.Values, x => x),
        RawColumnData<short> v => Convert(v.Values, x => x),
        RawColumnData<byte> v => Convert(v.Values, x => x),
        RawColumnData<bool> v => Convert(v.Values, x => x ? 1 : 0),
        _ => null,
    };

    private static double[] Convert<T>(ReadOnlySpan<T> from, Func<T, double> convert)
    {
        double[] to = new double[from.Length];
        for (int i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
        return to;
    }

    private DataField FieldOf(string column) => _fields.TryGetValue(column, out DataField? field)
        ? field
        : throw new DatasetException($"{_path} has no column {column}; it has {string.Join(", ", _fields.Keys)}.");

    private async Task<RawColumnData> ReadGroupAsync(int group, DataField field, CancellationToken stop)
    {
        try
        {
            using ParquetRowGroupReader reader = _reader.OpenRowGroupReader(group);
            return await reader.ReadRawColumnDataBaseAsync(field, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            throw new DatasetException($"{_path}: column {field.Path.FirstPart} cannot be read ({e.Message.TrimEnd('.')}); the file is damaged.", e);
        }
    }

    private void RequireDefined(RawColumnData data, DataField field, string column)
    {
        if (field.MaxDefinitionLevel == 0)
            return;
        int missing = data.DefinitionLevels.ToArray().Count(level => level != field.MaxDefinitionLevel);
        if (missing > 0)
            throw new DatasetException($"{_path}: column {column} lacks {missing} values; none may be missing.");
    }

    private int FixedSize(RawColumnData data, DataField field, string column, int count, int? known)
    {
        if (field.MaxRepetitionLevel == 0)
            return 1;
        ReadOnlySpan<int> levels = data.RepetitionLevels;
        int size = levels.Length > 1 && levels[1..].IndexOf(0) is >= 0 and var next ? next + 1 : levels.Length;
        int expected = known ?? size;
        for (int i = 0; i < levels.Length; i++)
            if (levels[i] == 0 != (i % expected == 0))
                throw new DatasetException($"{_path}: column {column} has rows of different length (value {i}); all rows need {expected} values.");
        return count % expected == 0 ? expected : throw new DatasetException($"{_path}: column {column} ends inside a row of {expected} values.");
    }
}
