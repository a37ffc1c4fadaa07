using System.Text.Json;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Validation;
using Xunit;

namespace DexGrasp.Tests.Data.LeRobot;

public sealed class LeRobotWriterTests(RecordedDataset recorded)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void SaveAsync_ThreeEpisodes_MakesTheDocumentedFilesAndNoOthers()
    {
        string[] files = [.. Directory.GetFiles(recorded.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(recorded.Folder, f)).Order(StringComparer.Ordinal)];

        Assert.Equal(
            (string[])
            [
                .. Numbered("data", "parquet"), .. Numbered("meta/episodes", "parquet"), "meta/info.json", "meta/stats.json", "meta/tasks.parquet",
                .. Numbered($"sidecars/{Demonstrations.Depth}", "parquet"), .. Numbered($"sidecars/{Demonstrations.Masks}", "parquet"),
                .. Numbered($"videos/{Demonstrations.Head}", "mp4"),
            ],
            files);

        static IEnumerable<string> Numbered(string folder, string ending) => Enumerable.Range(0, 3).Select(i => $"{folder}/chunk-000/file-{i:000}.{ending}");
    }

    [Fact]
    public void Create_Info_HasEveryEntryOfTheFormat()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(recorded.Folder, "meta/info.json")));
        JsonElement info = document.RootElement;

        Assert.Equal("v3.0", info.GetProperty("codebase_version").GetString());
        Assert.Equal(20, info.GetProperty("fps").GetInt32());
        Assert.Equal("rm75-hand", info.GetProperty("robot_type").GetString());
        Assert.Equal(3, info.GetProperty("total_episodes").GetInt32());
        Assert.Equal(7 + 10 + 13, info.GetProperty("total_frames").GetInt32());
        Assert.Equal(2, info.GetProperty("total_tasks").GetInt32());
        Assert.Equal("0:3", info.GetProperty("splits").GetProperty("train").GetString());
        Assert.Equal(1000, info.GetProperty("chunks_size").GetInt32());
        Assert.Equal("data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet", info.GetProperty("data_path").GetString());
        Assert.Equal("videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4", info.GetProperty("video_path").GetString());
        JsonElement features = info.GetProperty("features");
        Assert.Equal(Rm75.Model.JointNames, features.GetProperty("action").GetProperty("names").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal([13], features.GetProperty("action").GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal("float32", features.GetProperty("action").GetProperty("dtype").GetString());
        Assert.Equal("int64", features.GetProperty("task_index").GetProperty("dtype").GetString());
        JsonElement video = features.GetProperty(Demonstrations.Head);
        Assert.Equal("video", video.GetProperty("dtype").GetString());
        Assert.Equal([48, 64, 3], video.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()));
        Assert.Equal("yuv420p", video.GetProperty("info").GetProperty("video.pix_fmt").GetString());
        Assert.Equal(20, video.GetProperty("info").GetProperty("video.fps").GetInt32());
        Assert.False(features.TryGetProperty(Demonstrations.Masks, out _));
    }

    // The folder is copied after every step after which a kill could come; each copy has to open with all saved episodes.
    [Fact]
    public async Task SaveAsync_KilledAfterAnyStep_LosesAtMostThatEpisode()
    {
        using var folder = new TemporaryFolder();
        var copies = new List<string>();
        await using (LeRobotWriter writer = LeRobotWriter.Create(folder["demos"], Demonstrations.Schema))
        {
            await Demonstrations.RecordAsync(writer, Stop);
            writer.OnStep = () => copies.Add(folder.Copy(folder["demos"], $"copy{copies.Count}"));
            await Demonstrations.RecordAsync(writer, Stop);
        }

        // New task, data, video, two sidecars, the episode's row, statistics, totals.
        Assert.Equal(8, copies.Count);
        for (int i = 0; i < copies.Count; i++)
        {
            int expected = i < 5 ? 1 : 2;
            LeRobotDataset dataset = await LeRobotDataset.OpenAsync(copies[i], Stop);
            Assert.Equal(expected, dataset.Episodes.Count);
            Assert.Equal(i < 7, dataset.Notes.Count > 0);

            await using (LeRobotWriter resumed = await LeRobotWriter.ResumeAsync(copies[i], Demonstrations.Schema, Stop))
                Assert.Equal(expected, await Demonstrations.RecordAsync(resumed, Stop));
            ValidationReport report = await DatasetValidator.RunAsync(copies[i], null, Stop);
            Assert.Empty(report.Findings);
            Assert.Equal(expected + 1, report.Episodes);
        }
    }

    [Fact]
    public async Task DisposeAsync_UnsavedEpisode_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        await using (LeRobotWriter writer = LeRobotWriter.Create(folder["demos"], Demonstrations.Schema))
        {
            EpisodeWriter episode = await writer.BeginEpisodeAsync("pick up the cup", Stop);
            await episode.AddAsync(Demonstrations.Frame(0, 0), Stop);
        }

        Assert.Equal([folder["demos/meta/info.json"]], Directory.GetFiles(folder["demos"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ResumeAsync_SameSchema_ContinuesNumbersAndStatistics()
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 2, Stop);

        await using (LeRobotWriter writer = await LeRobotWriter.ResumeAsync(folder["demos"], Demonstrations.NumbersOnly, Stop))
        {
            Assert.Empty(writer.Repairs);
            Assert.Equal(2, await Demonstrations.RecordAsync(writer, Stop));
        }

        await Demonstrations.WriteAsync(folder["at-once"], Demonstrations.NumbersOnly, 3, Stop);
        Assert.Equal(await File.ReadAllTextAsync(folder["at-once/meta/stats.json"], Stop), await File.ReadAllTextAsync(folder["demos/meta/stats.json"], Stop));
        Assert.Equal(await File.ReadAllTextAsync(folder["at-once/meta/info.json"], Stop), await File.ReadAllTextAsync(folder["demos/meta/info.json"], Stop));
        Assert.Empty((await DatasetValidator.RunAsync(folder["demos"], null, Stop)).Findings);
    }

    [Fact]
    public async Task ResumeAsync_OtherSchema_NamesEveryDifference()
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 1, Stop);
        DatasetSchema other = new(
            30, "another", [Feature.Number(FeatureKeys.State, FeatureType.Float64, size: 13), Feature.Number("force", FeatureType.Float32)], []);

        var error = await Assert.ThrowsAsync<DatasetException>(() => LeRobotWriter.ResumeAsync(folder["demos"], other, Stop));

        foreach (string part in (string[])["fps is 20, not 30", "'rm75-hand', not 'another'", "observation.state is float32", "action is only in the first", "force is only in the second"])
            Assert.Contains(part, error.Message);
    }

    [Fact]
    public async Task ResumeAsync_DamageBeforeTheEnd_DeletesNothing()
    {
        using var folder = new TemporaryFolder();
        await Demonstrations.WriteAsync(folder["demos"], Demonstrations.NumbersOnly, 3, Stop);
        File.Delete(folder["demos/data/chunk-000/file-000.parquet"]);

        var error = await Assert.ThrowsAsync<DatasetException>(() => LeRobotWriter.ResumeAsync(folder["demos"], Demonstrations.NumbersOnly, Stop));

        Assert.Contains("would delete 3 episodes", error.Message);
        Assert.True(File.Exists(folder["demos/data/chunk-000/file-002.parquet"]));
    }

    [Fact]
    public async Task ResumeAsync_WhileAnotherWrites_Throws()
    {
        using var folder = new TemporaryFolder();
        await using LeRobotWriter writer = LeRobotWriter.Create(folder["demos"], Demonstrations.NumbersOnly);

        var error = await Assert.ThrowsAsync<DatasetException>(() => LeRobotWriter.ResumeAsync(folder["demos"], Demonstrations.NumbersOnly, Stop));

        Assert.Contains("another program", error.Message);
    }

    [Fact]
    public void Create_FolderInUse_Throws() =>
        Assert.Contains("not empty", Assert.Throws<DatasetException>(() => LeRobotWriter.Create(recorded.Folder, Demonstrations.Schema)).Message);

    [Fact]
    public void Create_KeyTwice_Throws()
    {
        using var folder = new TemporaryFolder();
        var schema = new DatasetSchema(20, "r", [Feature.Number("a", FeatureType.Float32), Feature.Number("a", FeatureType.Int64)], []);

        Assert.Contains("key a twice", Assert.Throws<DatasetException>(() => LeRobotWriter.Create(folder["demos"], schema)).Message);
    }

    [Fact]
    public async Task SaveAsync_NoFrame_Throws()
    {
        using var folder = new TemporaryFolder();
        await using LeRobotWriter writer = LeRobotWriter.Create(folder["demos"], Demonstrations.NumbersOnly);
        await using EpisodeWriter episode = await writer.BeginEpisodeAsync("wait", Stop);

        Assert.Contains("no frame", (await Assert.ThrowsAsync<DatasetException>(() => episode.SaveAsync(null, Stop))).Message);
    }
}
