using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Tables;
using DexGrasp.Data.Validation;
using DexGrasp.Data.Video;
using Xunit;

namespace DexGrasp.Tests.Data.LeRobot;

/// <summary>Datasets as LeRobot itself writes them: several episodes in one table and one video.</summary>
public sealed class ForeignLayoutTests
{
    private static readonly int[] Lengths = [4, 5, 3];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_SeveralEpisodesPerFile_ReadsEachEpisode()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder["demos"]);

        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(folder["demos"], Stop);

        Assert.Empty(dataset.Notes);
        Assert.Equal(Lengths, dataset.Episodes.Select(e => e.Length));
        EpisodeNumbers second = await dataset.ReadNumbersAsync(1, Stop);
        Assert.Equal([4, 5, 6, 7, 8], second.Column("action").ToArray());
        FrameTable table = await dataset.LoadNumbersAsync(["action"], Stop);
        Assert.Equal(11, table.Row("action", 2, 2)[0]);
        using VideoFrames video = dataset.OpenVideo(1, Demonstrations.Head);
        byte[] rgb = new byte[video.FrameBytes];
        for (int frame = 0; frame < 5; frame++)
        {
            Assert.True(await video.ReadAsync(rgb, Stop));
            Assert.InRange(rgb[0], Demonstrations.Picture(0, 4 + frame).Pixels[0] - 6, Demonstrations.Picture(0, 4 + frame).Pixels[0] + 6);
        }

        Assert.False(await video.ReadAsync(rgb, Stop));
        ValidationReport report = await DatasetValidator.RunAsync(folder["demos"], null, Stop);
        Assert.All(report.Findings, finding => Assert.Contains("meta/stats.json", finding));
    }

    private static async Task WriteAsync(string root)
    {
        var schema = new DatasetSchema(20, "other", [Feature.Number("action", FeatureType.Float32, ["x"]), Feature.Pictures(Demonstrations.Head, Demonstrations.Width, Demonstrations.Height)], []);
        int frames = Lengths.Sum();
        double[] owners = [.. Lengths.SelectMany((length, i) => Enumerable.Repeat((double)i, length))];
        double[] within = [.. Lengths.SelectMany(length => Enumerable.Range(0, length).Select(i => (double)i))];
        double[] all = [.. Enumerable.Range(0, frames).Select(i => (double)i)];
        await TableWriter.WriteAsync(
            Path.Combine(root, "data/chunk-000/file-000.parquet"),
            [
                new NumberColumn("action", NumberType.Float32, [1], all), new NumberColumn("timestamp", NumberType.Float32, [], [.. within.Select(i => i / 20)]),
                new NumberColumn("frame_index", NumberType.Int64, [], within), new NumberColumn("episode_index", NumberType.Int64, [], owners),
                new NumberColumn("index", NumberType.Int64, [], all), new NumberColumn("task_index", NumberType.Int64, [], new double[frames]),
            ],
            new Dictionary<string, string>(),
            Stop);
        using (var encoder = new VideoEncoder(Path.Combine(root, DatasetLayout.Video(Demonstrations.Head, default)), Demonstrations.Width, Demonstrations.Height, 20))
        {
            for (int frame = 0; frame < frames; frame++)
                await encoder.AddAsync(Demonstrations.Picture(0, frame), Stop);
            await encoder.CloseAsync(Stop);
            encoder.Commit();
        }

        double[] ends = [.. Lengths.Select((_, i) => (double)Lengths.Take(i + 1).Sum())], starts = [.. ends.Zip(Lengths, (end, length) => end - length)];
        string videos = $"videos/{Demonstrations.Head}";
        await TableWriter.WriteAsync(
            Path.Combine(root, "meta/episodes/chunk-000/file-000.parquet"),
            [
                Whole("episode_index", [0, 1, 2]), new TextListColumn("tasks", [["stack"], ["stack"], ["stack"]]), Whole("length", [.. Lengths.Select(l => (double)l)]),
                Whole("data/chunk_index", new double[3]), Whole("data/file_index", new double[3]), Whole("dataset_from_index", starts), Whole("dataset_to_index", ends),
                Whole($"{videos}/chunk_index", new double[3]), Whole($"{videos}/file_index", new double[3]),
                new NumberColumn($"{videos}/from_timestamp", NumberType.Float64, [], [.. starts.Select(s => s / 20)]),
                new NumberColumn($"{videos}/to_timestamp", NumberType.Float64, [], [.. ends.Select(e => e / 20)]),
            ],
            new Dictionary<string, string>(),
            Stop);
        await TasksFile.WriteAsync(root, ["stack"], Stop);
        InfoFile.Write(root, new DatasetInfo(schema, 3, frames, 1, new Dictionary<string, string>()));

        static NumberColumn Whole(string name, double[] values) => new(name, NumberType.Int64, [], values);
    }
}
