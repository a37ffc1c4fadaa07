using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Video;
using Xunit;

namespace DexGrasp.Tests.Data.LeRobot;

public sealed class LeRobotDatasetTests(RecordedDataset recorded)
{
    /// <summary>H.264 at this rate keeps smooth pictures within a few steps of 255 on average.</summary>
    private const double MostMeanColourError = 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_Recorded_ListsEpisodesTasksAndNotes()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);

        Assert.Empty(dataset.Notes);
        Assert.Equal([7, 10, 13], dataset.Episodes.Select(e => e.Length));
        Assert.Equal([0, 7, 17], dataset.Episodes.Select(e => e.FromIndex));
        Assert.Equal([7, 17, 30], dataset.Episodes.Select(e => e.ToIndex));
        Assert.Equal(["pick up the red cup", "pick up the tin"], dataset.Tasks);
        Assert.Equal("1", dataset.Episodes[1].Notes["seed"]);
        Assert.Equal("made up", dataset.Info.Provenance["environment"]);
        Assert.Empty(dataset.Schema.DifferencesTo(Demonstrations.Schema));
        Assert.Equal(0.5, dataset.Episodes[1].Videos[Demonstrations.Head].ToS, 1e-9);
    }

    [Fact]
    public async Task ReadNumbersAsync_EveryFrame_IsExact()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);
        for (int episode = 0; episode < RecordedDataset.Episodes; episode++)
        {
            EpisodeNumbers numbers = await dataset.ReadNumbersAsync(episode, Stop);
            for (int frame = 0; frame < numbers.Frames; frame++)
            {
                Assert.Equal(Demonstrations.Joints(episode, frame, 0), numbers.Row(FeatureKeys.State, frame).ToArray());
                Assert.Equal(Demonstrations.Joints(episode, frame, 0.25).Select(v => (double)(float)v), numbers.Row(FeatureKeys.Action, frame).ToArray());
                Assert.Equal((float)(frame / 20.0), numbers.Row(FeatureKeys.Timestamp, frame)[0]);
                Assert.Equal(dataset.Episodes[episode].FromIndex + frame, numbers.Row(FeatureKeys.Index, frame)[0]);
                Assert.Equal(episode % 2, numbers.Row(FeatureKeys.TaskIndex, frame)[0]);
                Assert.Equal(frame == numbers.Frames - 1 ? 1 : 0, numbers.Row(Demonstrations.Success, frame)[0]);
            }
        }
    }

    [Fact]
    public async Task LoadNumbersAsync_TwoFeatures_GivesAnyFrame()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);

        FrameTable table = await dataset.LoadNumbersAsync([FeatureKeys.State, FeatureKeys.FrameIndex], Stop);

        Assert.Equal(3, table.Episodes);
        Assert.Equal(30, table.Frames);
        Assert.Equal(Demonstrations.Joints(2, 12, 0).Select(v => (float)v), table.Row(FeatureKeys.State, 2, 12).ToArray());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (float)i), table.Episode(FeatureKeys.FrameIndex, 1).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Row(FeatureKeys.State, 0, 7).Length);
        Assert.Throws<KeyNotFoundException>(() => table.Row(FeatureKeys.Action, 0, 0).Length);
    }

    [Fact]
    public async Task OpenVideo_EveryFrame_ShowsItsPicture()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);
        using VideoFrames video = dataset.OpenVideo(1, Demonstrations.Head);
        byte[] rgb = new byte[video.FrameBytes];
        int frames = 0;
        while (await video.ReadAsync(rgb, Stop))
        {
            byte[] expected = Demonstrations.Picture(1, frames).Pixels;
            Assert.True(rgb.Select((value, i) => Math.Abs(value - expected[i])).Average() < MostMeanColourError, $"frame {frames} shows another picture");
            frames++;
        }

        Assert.Equal(10, frames);
    }

    [Fact]
    public async Task OpenVideo_DisposedEarly_DoesNotHang()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);
        using VideoFrames video = dataset.OpenVideo(2, Demonstrations.Head);

        Assert.True(await video.ReadAsync(new byte[video.FrameBytes], Stop));
    }

    [Fact]
    public async Task ReadMasksAndDepth_EveryFrame_AreBitEqual()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);
        int frame = 0;
        await foreach (Mask mask in dataset.ReadMasksAsync(2, Demonstrations.Masks, Stop))
            Assert.Equal(Demonstrations.MaskOf(2, frame++).Pixels, mask.Pixels);
        Assert.Equal(13, frame);

        frame = 0;
        await foreach (DepthImage depth in dataset.ReadDepthAsync(2, Demonstrations.Depth, Stop))
            Assert.Equal(Demonstrations.DepthOf(2, frame++).DepthM.Select(DepthCodec.Quantize), depth.DepthM.Select(DepthCodec.Quantize));
        Assert.Equal(13, frame);
    }

    [Fact]
    public async Task Open_UnknownKey_ListsTheKnownOnes()
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(recorded.Folder, Stop);

        Assert.Contains(Demonstrations.Head, Assert.Throws<DatasetException>(() => dataset.OpenVideo(0, "observation.images.left")).Message);
        Assert.Contains("action", (await Assert.ThrowsAsync<DatasetException>(() => dataset.LoadNumbersAsync(["actions"], Stop))).Message);
    }

    [Theory]
    [InlineData("data/chunk-000/file-002.parquet")]
    [InlineData("meta/episodes/chunk-000/file-002.parquet")]
    [InlineData("sidecars/observation.masks.head/chunk-000/file-002.parquet")]
    public async Task OpenAsync_LastEpisodeCutOff_KeepsThoseBefore(string file)
    {
        using var folder = new TemporaryFolder();
        string copy = folder.Copy(recorded.Folder, "demos");
        using (FileStream stream = File.OpenWrite(Path.Combine(copy, file)))
            stream.SetLength(stream.Length / 2);

        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(copy, Stop);

        Assert.Equal(2, dataset.Episodes.Count);
        Assert.Contains(dataset.Notes, note => note.Contains("no whole parquet file", StringComparison.Ordinal));
        Assert.Contains(dataset.Notes, note => note.Contains("counts 3 episodes; 2 are whole", StringComparison.Ordinal));
        Assert.Equal(10, (await dataset.ReadNumbersAsync(1, Stop)).Frames);
    }

    [Fact]
    public async Task OpenAsync_UnfinishedFilesOnly_IgnoresThemAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        string copy = folder.Copy(recorded.Folder, "demos");
        await File.WriteAllBytesAsync(Path.Combine(copy, "data/chunk-000/file-003.parquet.part"), [1, 2, 3], Stop);

        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(copy, Stop);

        Assert.Equal(3, dataset.Episodes.Count);
        Assert.Contains("1 unfinished files", Assert.Single(dataset.Notes));
    }

    [Theory]
    [InlineData("\"v3.0\"", "\"v2.1\"", "codebase_version 'v2.1'")]
    [InlineData("\"fps\": 20", "\"fps\": 0", "fps 0")]
    [InlineData("\"total_frames\"", "\"frames\"", "no entry 'total_frames'")]
    [InlineData("\"timestamp\"", "\"time\"", "no feature timestamp")]
    [InlineData("packbits", "runs", "encoding 'runs'")]
    [InlineData("{", "", "cannot be read")]
    public async Task OpenAsync_OtherInfo_SaysWhatIsWrong(string from, string to, string message)
    {
        using var folder = new TemporaryFolder();
        string copy = folder.Copy(recorded.Folder, "demos");
        string info = Path.Combine(copy, "meta/info.json"), text = await File.ReadAllTextAsync(info, Stop);
        await File.WriteAllTextAsync(info, text.Replace(from, to, StringComparison.Ordinal), Stop);

        var error = await Assert.ThrowsAsync<DatasetException>(() => LeRobotDataset.OpenAsync(copy, Stop));

        Assert.Contains(message, error.Message);
        Assert.Contains("info.json", error.Message);
    }

    [Fact]
    public async Task OpenAsync_NoDataset_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("no meta/info.json", (await Assert.ThrowsAsync<DatasetException>(() => LeRobotDataset.OpenAsync(folder.Folder, Stop))).Message);
        Assert.Contains("no folder", (await Assert.ThrowsAsync<DatasetException>(() => LeRobotDataset.OpenAsync(folder["nowhere"], Stop))).Message);
    }

    [Fact]
    public async Task OpenAsync_EmptyDataset_HasNoEpisode()
    {
        using var folder = new TemporaryFolder();
        await using (LeRobotWriter.Create(folder["demos"], Demonstrations.NumbersOnly))
        {
        }

        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(folder["demos"], Stop);

        Assert.Empty(dataset.Episodes);
        Assert.Empty(dataset.Notes);
        Assert.Equal(0, (await dataset.LoadNumbersAsync(null, Stop)).Frames);
    }
}
