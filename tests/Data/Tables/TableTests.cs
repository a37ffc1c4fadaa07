using DexGrasp.Data.Files;
using DexGrasp.Data.Tables;
using Xunit;

namespace DexGrasp.Tests.Data.Tables;

public sealed class TableTests
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 3 })]
    [InlineData(new[] { 3, 1, 1 })]
    [InlineData(new[] { 2, 2, 3 })]
    public async Task ReadNumbersAsync_OfWritten_ReturnsEveryRow(int[] shape)
    {
        using var folder = new TemporaryFolder();
        int perRow = shape.Aggregate(1, (a, b) => a * b);
        double[] values = [.. Enumerable.Range(0, 4 * perRow).Select(i => i * 0.5)];
        await TableWriter.WriteAsync(folder["t.parquet"], [new NumberColumn("a/b", NumberType.Float32, shape, values)], NoMetadata, TestContext.Current.CancellationToken);

        await using TableReader table = await TableReader.OpenAsync(folder["t.parquet"], TestContext.Current.CancellationToken);
        (double[] read, int size) = await table.ReadNumbersAsync("a/b", TestContext.Current.CancellationToken);

        Assert.Equal(values, read);
        Assert.Equal(perRow, size);
        Assert.Equal(4, table.Rows);
    }

    [Fact]
    public async Task ReadAsync_OtherTypes_ComeBack()
    {
        using var folder = new TemporaryFolder();
        CancellationToken stop = TestContext.Current.CancellationToken;
        await TableWriter.WriteAsync(
            folder["t.parquet"],
            [
                new NumberColumn("long", NumberType.Int64, [], [1L << 53, -3]),
                new NumberColumn("bool", NumberType.Bool, [], [1, 0]),
                new TextColumn("text", ["grüß", ""]),
                new TextListColumn("list", [["a", "b"], ["c"]]),
                new BytesColumn("bytes", [[1, 2, 3], []]),
            ],
            new Dictionary<string, string> { ["key"] = "value" },
            stop);

        await using TableReader table = await TableReader.OpenAsync(folder["t.parquet"], stop);

        Assert.Equal((double[])[1L << 53, -3], (await table.ReadNumbersAsync("long", stop)).Values);
        Assert.Equal((double[])[1, 0], (await table.ReadNumbersAsync("bool", stop)).Values);
        Assert.Equal(["grüß", ""], await table.ReadTextsAsync("text", stop));
        Assert.Equal([["a", "b"], ["c"]], await table.ReadTextListsAsync("list", stop));
        Assert.Equal([[1, 2, 3], []], await table.ReadBytesAsync("bytes", 0, stop));
        Assert.Equal("value", table.Metadata["key"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(-4)]
    [InlineData(-1)]
    public async Task OpenAsync_CutOff_SaysSo(int keep)
    {
        using var folder = new TemporaryFolder();
        await TableWriter.WriteAsync(folder["t.parquet"], [new TextColumn("text", ["a", "b"])], NoMetadata, TestContext.Current.CancellationToken);
        byte[] whole = await File.ReadAllBytesAsync(folder["t.parquet"], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder["t.parquet"], whole[..(keep >= 0 ? keep : whole.Length + keep)], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<DatasetException>(() => TableReader.OpenAsync(folder["t.parquet"], TestContext.Current.CancellationToken));

        Assert.Contains("no whole parquet file", error.Message);
        Assert.Contains("t.parquet", error.Message);
    }

    [Fact]
    public async Task ReadNumbersAsync_DamagedPage_SaysWhichColumn()
    {
        using var folder = new TemporaryFolder();
        double[] values = [.. Enumerable.Range(0, 500).Select(i => Math.Sin(i))];
        await TableWriter.WriteAsync(folder["t.parquet"], [new NumberColumn("x", NumberType.Float64, [], values)], NoMetadata, TestContext.Current.CancellationToken);
        byte[] bytes = await File.ReadAllBytesAsync(folder["t.parquet"], TestContext.Current.CancellationToken);
        bytes.AsSpan(4, 40).Fill(0xFF);
        await File.WriteAllBytesAsync(folder["t.parquet"], bytes, TestContext.Current.CancellationToken);

        await using TableReader table = await TableReader.OpenAsync(folder["t.parquet"], TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<DatasetException>(() => table.ReadNumbersAsync("x", TestContext.Current.CancellationToken));

        Assert.Contains("column x", error.Message);
    }

    [Fact]
    public async Task ReadNumbersAsync_RowsOfDifferentLength_Throws()
    {
        using var folder = new TemporaryFolder();
        await TableWriter.WriteAsync(folder["t.parquet"], [new TextListColumn("words", [["a", "b"], ["c"]])], NoMetadata, TestContext.Current.CancellationToken);

        await using TableReader table = await TableReader.OpenAsync(folder["t.parquet"], TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DatasetException>(() => table.ReadNumbersAsync("words", TestContext.Current.CancellationToken));
        var error = await Assert.ThrowsAsync<DatasetException>(() => table.ReadNumbersAsync("other", TestContext.Current.CancellationToken));
        Assert.Contains("it has words", error.Message);
    }

    [Fact]
    public async Task DisposeAsync_WithoutCommit_LeavesNoFile()
    {
        using var folder = new TemporaryFolder();
        TableColumn[] columns = [new TextColumn("text", ["a"])];

        await using (TableWriter writer = await TableWriter.CreateAsync(folder["t.parquet"], columns, NoMetadata, Parquet.CompressionMethod.Snappy, TestContext.Current.CancellationToken))
            await writer.AppendAsync(columns, TestContext.Current.CancellationToken);

        Assert.Empty(Directory.GetFiles(folder.Folder));
    }
}
