using System.Text.Json;
using DexGrasp.Core.Robots;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Sidecars;
using Xunit;

namespace DexGrasp.Tests.Data.LeRobot;

/// <summary>Holds every kind of parquet file to the format by a reader that is not ours.</summary>
public sealed class IndependentReaderTests(RecordedDataset recorded, IndependentReader reader) : IClassFixture<IndependentReader>
{
    [Fact]
    public async Task DataFile_OtherReader_SeesTypesListsAndNumbers()
    {
        JsonElement file = await ReadAsync("data/chunk-000/file-001.parquet");

        Assert.Equal(
            ["observation.state.list.element FLOAT", "action.list.element FLOAT", "next.success BOOLEAN", "timestamp FLOAT", "frame_index INT64", "episode_index INT64", "index INT64", "task_index INT64"],
            Columns(file));
        Assert.All(file.GetProperty("columns").EnumerateArray(), column => Assert.Equal("SNAPPY", column.GetProperty("codec").GetString()));
        JsonElement list = file.GetProperty("schema").EnumerateArray().First(e => e.GetProperty("name").GetString() == "action");
        Assert.Equal("LIST", list.GetProperty("logical_type").GetProperty("type").GetString());
        JsonElement[] rows = [.. file.GetProperty("rows").EnumerateArray()];
        Assert.Equal(Demonstrations.LengthOf(1), rows.Length);
        for (int frame = 0; frame < rows.Length; frame++)
        {
            Assert.Equal(Demonstrations.Joints(1, frame, 0).Select(v => (float)v), Numbers(rows[frame].GetProperty("observation.state")).Select(v => (float)v));
            Assert.Equal(RobotModel.Dof, rows[frame].GetProperty("action").GetArrayLength());
            Assert.Equal((float)(frame / 20.0), (float)rows[frame].GetProperty("timestamp").GetDouble());
            Assert.Equal(frame, rows[frame].GetProperty("frame_index").GetInt32());
            Assert.Equal(7 + frame, rows[frame].GetProperty("index").GetInt32());
            Assert.Equal(1, rows[frame].GetProperty("episode_index").GetInt32());
            Assert.Equal(1, rows[frame].GetProperty("task_index").GetInt32());
        }
    }

    [Fact]
    public async Task TasksFile_OtherReader_SeesTaskWordsAsPandasIndex()
    {
        JsonElement file = await ReadAsync("meta/tasks.parquet");

        Assert.Equal(["task_index INT64", "task BYTE_ARRAY"], Columns(file));
        JsonElement[] rows = [.. file.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["pick up the red cup", "pick up the tin"], rows.Select(r => r.GetProperty("task").GetString()));
        Assert.Equal([0, 1], rows.Select(r => r.GetProperty("task_index").GetInt32()));
        JsonElement pandas = JsonDocument.Parse(file.GetProperty("footer").GetProperty("pandas").GetString()!).RootElement;
        Assert.Equal(["task"], pandas.GetProperty("index_columns").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal(
            ["task_index int64 int64", "task unicode object"],
            pandas.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("pandas_type").GetString()} {c.GetProperty("numpy_type").GetString()}"));
        Assert.Equal("UTF-8", pandas.GetProperty("column_indexes")[0].GetProperty("metadata").GetProperty("encoding").GetString());
    }

    [Fact]
    public async Task EpisodesFile_OtherReader_SeesEveryColumn()
    {
        JsonElement file = await ReadAsync("meta/episodes/chunk-000/file-002.parquet");
        JsonElement row = Assert.Single(file.GetProperty("rows").EnumerateArray());

        Assert.Equal(2, row.GetProperty("episode_index").GetInt32());
        Assert.Equal([Demonstrations.TaskOf(2)], row.GetProperty("tasks").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal(13, row.GetProperty("length").GetInt32());
        Assert.Equal((17, 30), (row.GetProperty("dataset_from_index").GetInt32(), row.GetProperty("dataset_to_index").GetInt32()));
        foreach (string place in (string[])["data", "meta/episodes", $"videos/{Demonstrations.Head}"])
            Assert.Equal((0, 2), (row.GetProperty($"{place}/chunk_index").GetInt32(), row.GetProperty($"{place}/file_index").GetInt32()));
        Assert.Equal(0, row.GetProperty($"videos/{Demonstrations.Head}/from_timestamp").GetDouble());
        Assert.Equal(0.65, row.GetProperty($"videos/{Demonstrations.Head}/to_timestamp").GetDouble(), 1e-9);
        foreach (Feature feature in Demonstrations.Schema.AllFeatures)
            foreach (string statistic in (string[])["min", "max", "mean", "std", "q01", "q10", "q50", "q90", "q99"])
            {
                JsonElement values = row.GetProperty($"stats/{feature.Key}/{statistic}");
                Assert.Equal(feature.Type == FeatureType.Video ? 3 : feature.Size, values.GetArrayLength());
                if (feature.Type == FeatureType.Video)
                    Assert.InRange(values[0][0][0].GetDouble(), 0, 1);
            }

        Assert.Equal([13.0], Numbers(row.GetProperty("stats/action/count")));
    }

    [Fact]
    public async Task Sidecar_OtherReader_SeesTheBitsOfEveryMask()
    {
        JsonElement file = await ReadAsync($"sidecars/{Demonstrations.Masks}/chunk-000/file-000.parquet");

        Assert.Equal(["frame_index INT64", "data BYTE_ARRAY"], Columns(file));
        Assert.Equal("packbits", file.GetProperty("footer").GetProperty("dexgrasp.encoding").GetString());
        Assert.Equal("ZSTD", file.GetProperty("columns")[1].GetProperty("codec").GetString());
        int frame = 0;
        foreach (JsonElement row in file.GetProperty("rows").EnumerateArray())
        {
            Assert.Equal(MaskCodec.Pack(Demonstrations.MaskOf(0, frame)), row.GetProperty("data").EnumerateArray().Select(b => b.GetByte()));
            frame++;
        }

        Assert.Equal(7, frame);
    }

    private static IEnumerable<string> Columns(JsonElement file) =>
        file.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("path").GetString()} {c.GetProperty("type").GetString()}");

    private static IEnumerable<double> Numbers(JsonElement list) => list.EnumerateArray().Select(v => v.GetDouble());

    private Task<JsonElement> ReadAsync(string file) => reader.ReadAsync(Path.Combine(recorded.Folder, file));
}
