using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Tables;
using DexGrasp.Data.Validation;
using DexGrasp.Data.Video;
using Xunit;

namespace DexGrasp.Tests.Data.Validation;

public sealed class DatasetValidatorTests(RecordedDataset recorded)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_RecordedDataset_FindsNothing()
    {
        int told = 0;

        ValidationReport report = await DatasetValidator.RunAsync(recorded.Folder, (done, total) => told += total == 3 ? done : 100, Stop);

        Assert.Empty(report.Findings);
        Assert.True(report.Valid);
        Assert.Equal((3, 30L), (report.Episodes, report.Frames));
        Assert.Equal(1 + 2 + 3, told);
    }

    [Fact]
    public async Task RunAsync_EmptyDataset_IsNotValid()
    {
        using var folder = new TemporaryFolder();
        await LeRobotWriter.Create(folder["demos"], Demonstrations.NumbersOnly).DisposeAsync();

        ValidationReport report = await DatasetValidator.RunAsync(folder["demos"], null, Stop);

        Assert.Equal(["there is no episode"], report.Findings);
    }

    [Theory]
    [InlineData("action", 5, double.NaN, "action, entry 5, is NaN")]
    [InlineData("frame_index", 3, 4, "frame 3: frame_index is 4; 3 is needed")]
    [InlineData("index", 0, 1, "frame 0: index is 1; 0 is needed")]
    [InlineData("timestamp", 2, 0.11, "timestamp is 0.1")]
    [InlineData("task_index", 1, 1, "task_index is 1; the number of one of the episode's tasks")]
    [InlineData("episode_index", 6, 1, "has 6 rows of episode 0")]
    [InlineData("observation.state", 0, 7, "meta/stats.json, observation.state: min")]
    public async Task RunAsync_WrongNumber_SaysWhereAndWhatIsNeeded(string key, int at, double value, string finding)
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 2, Stop);
        await RewriteAsync(folder["demos"], 0, columns => columns[key].Values[at] = value);

        ValidationReport report = await DatasetValidator.RunAsync(folder["demos"], null, Stop);

        Assert.False(report.Valid);
        Assert.Contains(report.Findings, text => text.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_RowsMissing_SaysHowMany()
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 2, Stop);
        await RewriteAsync(folder["demos"], 0, columns =>
        {
            foreach (string key in columns.Keys.ToArray())
                columns[key] = columns[key] with { Values = columns[key].Values[..^columns[key].PerRow] };
        });

        ValidationReport report = await DatasetValidator.RunAsync(folder["demos"], null, Stop);

        Assert.Contains(report.Findings, text => text.Contains("has 6 rows of episode 0; meta/episodes says 7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_TasksWithoutPandasMetadata_SaysWhatLeRobotWouldDo()
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 1, Stop);
        await TableWriter.WriteAsync(
            folder["demos/meta/tasks.parquet"],
            [new NumberColumn("task_index", NumberType.Int64, [], [0]), new TextColumn("task", [Demonstrations.TaskOf(0)])],
            new Dictionary<string, string>(),
            Stop);

        ValidationReport report = await DatasetValidator.RunAsync(folder["demos"], null, Stop);

        Assert.Contains("no pandas entry", Assert.Single(report.Findings));
    }

    [Fact]
    public async Task RunAsync_VideoOneFrameShort_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string copy = folder.Copy(recorded.Folder, "demos");
        string path = Path.Combine(copy, DatasetLayout.Video(Demonstrations.Head, FilePlace.OfEpisode(1)));
        using (var encoder = new VideoEncoder(path, Demonstrations.Width, Demonstrations.Height, Demonstrations.Fps))
        {
            for (int frame = 0; frame < 9; frame++)
                await encoder.AddAsync(Demonstrations.Picture(1, frame), Stop);
            await encoder.CloseAsync(Stop);
            encoder.Commit();
        }

        ValidationReport report = await DatasetValidator.RunAsync(copy, null, Stop);

        Assert.Contains("9 pictures; 10 are needed", Assert.Single(report.Findings));
    }

    [Fact]
    public async Task RunAsync_VideoAndMasksDamaged_NamesBothFiles()
    {
        using var folder = new TemporaryFolder();
        string copy = folder.Copy(recorded.Folder, "demos");
        await File.WriteAllTextAsync(Path.Combine(copy, DatasetLayout.Video(Demonstrations.Head, FilePlace.OfEpisode(0))), "no video", Stop);
        await File.WriteAllTextAsync(Path.Combine(copy, DatasetLayout.Sidecar(Demonstrations.Masks, FilePlace.OfEpisode(0))), "no parquet", Stop);

        ValidationReport report = await DatasetValidator.RunAsync(copy, null, Stop);

        Assert.Equal(2, report.Findings.Count);
        Assert.Contains(report.Findings, text => text.Contains("holds no video", StringComparison.Ordinal) && text.Contains("file-000.mp4", StringComparison.Ordinal));
        Assert.Contains(report.Findings, text => text.Contains(Demonstrations.Masks, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_FileOfNoEpisode_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string copy = folder.Copy(recorded.Folder, "demos");
        File.Copy(Path.Combine(copy, "data/chunk-000/file-000.parquet"), Path.Combine(copy, "data/chunk-000/file-003.parquet"));

        ValidationReport report = await DatasetValidator.RunAsync(copy, null, Stop);

        Assert.Contains("data/chunk-000/file-003.parquet belongs to no whole episode", Assert.Single(report.Findings));
    }

    [Fact]
    public async Task RunAsync_ManyFindings_AreCutShort()
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 1, Stop);
        for (int i = 1; i <= DatasetValidator.MostFindings + 7; i++)
            File.Copy(folder["demos/data/chunk-000/file-000.parquet"], folder[$"demos/data/chunk-000/file-{i:000}.parquet"]);

        ValidationReport report = await DatasetValidator.RunAsync(folder["demos"], null, Stop);

        Assert.Equal(DatasetValidator.MostFindings + 1, report.Findings.Count);
        Assert.Equal("and 7 more", report.Findings[^1]);
    }

    [Fact]
    public async Task RunAsync_NoDataset_Throws()
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<DatasetException>(() => DatasetValidator.RunAsync(folder.Folder, null, Stop));
    }

    private static async Task RewriteAsync(string root, int episode, Action<Dictionary<string, Column>> change)
    {
        string path = Path.Combine(root, DatasetLayout.Data(FilePlace.OfEpisode(episode)));
        var columns = new Dictionary<string, Column>();
        await using (TableReader table = await TableReader.OpenAsync(path, Stop))
            foreach (Feature feature in Demonstrations.NumbersOnly.NumberFeatures)
            {
                (double[] values, int size) = await table.ReadNumbersAsync(feature.Key, Stop);
                columns[feature.Key] = new Column(feature, values, size);
            }

        change(columns);
        await TableWriter.WriteAsync(
            path,
            [.. columns.Values.Select(c => new NumberColumn(c.Feature.Key, FeatureTypes.NumberTypeOf(c.Feature.Type), c.PerRow == 1 ? [] : [c.PerRow], c.Values))],
            new Dictionary<string, string>(),
            Stop);
    }

    private sealed record Column(Feature Feature, double[] Values, int PerRow);
}
