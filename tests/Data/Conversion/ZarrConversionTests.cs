using DexGrasp.Data.Conversion;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Validation;
using DexGrasp.Data.Zarr;
using Xunit;

namespace DexGrasp.Tests.Data.Conversion;

public sealed class ZarrConversionTests(RecordedDataset recorded)
{
    private const int Side = 32;
    private const double MostMeanColourError = 4;
    private static readonly int[] Ends = [3, 8];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    public async Task ConvertAsync_ThereAndBack_KeepsNumbersAndMasksExactly(byte maskValue)
    {
        using var folder = new TemporaryFolder();
        WriteStore(folder["zarr"], maskValue);

        ConversionResult there = await ZarrImporter.ConvertAsync(folder["zarr"], folder["demos"], new ZarrImportOptions(Task: "grasp the mug"), null, Stop);
        Assert.Equal((2, 8L), (there.Episodes, there.Frames));
        Assert.Empty((await DatasetValidator.RunAsync(folder["demos"], null, Stop)).Findings);
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(folder["demos"], Stop);
        Assert.Equal([3, 5], dataset.Episodes.Select(e => e.Length));
        Assert.Equal(["grasp the mug"], dataset.Tasks);
        Assert.Equal("hand_1", dataset.Schema.Features.First(f => f.Key == FeatureKeys.Action).Names![7]);
        Assert.Equal(20, dataset.Schema.Fps);

        ConversionResult back = await ZarrExporter.ConvertAsync(folder["demos"], folder["again"], null, Stop);
        Assert.Equal((2, 8L), (back.Episodes, back.Frames));
        Assert.Empty(back.Changed);
        Assert.Equal(Ends.Select(e => (double)e), Rows(folder["again/meta/episode_ends"]).Select(r => r[0]));
        Assert.Equal(Rows(folder["zarr/data/action"]), Rows(folder["again/data/action"]));
        Assert.Equal(Rows(folder["zarr/data/right_state"]), Rows(folder["again/data/right_state"]));
        double[][] before = Rows(folder["zarr/data/rgbm"]), after = Rows(folder["again/data/rgbm"]);
        Assert.Equal(before.Select(Masks), after.Select(Masks));
        Assert.True(before.Zip(after, MeanError).Max() < MostMeanColourError);
        Assert.True(Rows(folder["zarr/data/right_cam_img"]).Zip(Rows(folder["again/data/right_cam_img"]), MeanError).Max() < MostMeanColourError);

        static double[] Masks(double[] row) => [.. row.Where((_, i) => i % 4 == 3)];

        static double MeanError(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
    }

    [Fact]
    public async Task ConvertAsync_OwnDatasetThereAndBack_KeepsNamesTasksAndRate()
    {
        using var folder = new TemporaryFolder();

        ConversionResult there = await ZarrExporter.ConvertAsync(recorded.Folder, folder["zarr"], null, Stop);
        Assert.Contains("next.success, observation.depth.head", Assert.Single(there.Changed));
        await ZarrImporter.ConvertAsync(folder["zarr"], folder["demos"], new ZarrImportOptions(), null, Stop);

        LeRobotDataset before = await LeRobotDataset.OpenAsync(recorded.Folder, Stop), after = await LeRobotDataset.OpenAsync(folder["demos"], Stop);
        Assert.Equal(before.Episodes.Select(e => e.Tasks[0]), after.Episodes.Select(e => e.Tasks[0]));
        Assert.Equal(before.Schema.RobotType, after.Schema.RobotType);
        Assert.Equal(before.Schema.Features[0].Names, after.Schema.Features[0].Names);
        Assert.Equal("rad", after.Info.Provenance["units"]);
        Assert.Equal((await before.ReadNumbersAsync(2, Stop)).Column(FeatureKeys.Action).ToArray(), (await after.ReadNumbersAsync(2, Stop)).Column(FeatureKeys.Action).ToArray());
    }

    [Theory]
    [InlineData(new[] { 3, 7 }, "ends at frame 7; data/action has 8 frames")]
    [InlineData(new[] { 3, 3, 8 }, "episode 1 ends at frame 3, not after its start 3")]
    [InlineData(new int[0], "no episode to convert")]
    public async Task ConvertAsync_WrongEnds_SaysWhich(int[] ends, string message)
    {
        using var folder = new TemporaryFolder();
        WriteStore(folder["zarr"], 1);
        Directory.Delete(folder["zarr/meta/episode_ends"], recursive: true);
        WriteEnds(folder["zarr"], ends);

        var error = await Assert.ThrowsAsync<DatasetException>(() => ZarrImporter.ConvertAsync(folder["zarr"], folder["demos"], new ZarrImportOptions(), null, Stop));

        Assert.Contains(message, error.Message);
        Assert.False(Directory.Exists(folder["demos"]));
    }

    [Fact]
    public async Task ConvertAsync_StateShorterThanAction_SaysSo()
    {
        using var folder = new TemporaryFolder();
        WriteStore(folder["zarr"], 1);
        Directory.Delete(folder["zarr/data/right_state"], recursive: true);
        WriteNumbers(folder["zarr/data/right_state"], 7);

        var error = await Assert.ThrowsAsync<DatasetException>(() => ZarrImporter.ConvertAsync(folder["zarr"], folder["demos"], new ZarrImportOptions(), null, Stop));

        Assert.Contains("data/right_state has 7 frames; data/action has 8", error.Message);
    }

    [Fact]
    public async Task ConvertAsync_EmptyDatasetOrTargetInUse_Throws()
    {
        using var folder = new TemporaryFolder();
        await LeRobotWriter.Create(folder["empty"], Demonstrations.NumbersOnly).DisposeAsync();

        Assert.Contains("is empty", (await Assert.ThrowsAsync<DatasetException>(() => ZarrExporter.ConvertAsync(folder["empty"], folder["zarr"], null, Stop))).Message);
        Assert.Contains("not empty", (await Assert.ThrowsAsync<DatasetException>(() => ZarrExporter.ConvertAsync(recorded.Folder, folder["empty"], null, Stop))).Message);
    }

    [Fact]
    public async Task ConvertAsync_Cancelled_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        WriteStore(folder["zarr"], 1);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ZarrImporter.ConvertAsync(folder["zarr"], folder["demos"], new ZarrImportOptions(), (_, _) => cancel.Cancel(), cancel.Token));
        using var cancelAgain = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ZarrExporter.ConvertAsync(recorded.Folder, folder["again"], (_, _) => cancelAgain.Cancel(), cancelAgain.Token));

        Assert.Equal([folder["zarr"]], Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public void ToRgb_BlueGreenRed_SwapsAndDropsTheMask()
    {
        Assert.Equal([3, 2, 1, 6, 5, 4], PictureLayout.ToRgb([1, 2, 3, 9, 4, 5, 6, 0], 2, 1).Pixels);
        Assert.Equal([1, 0], PictureLayout.ToMask([1, 2, 3, 9, 4, 5, 6, 0], 2, 1).Pixels);
    }

    private static void WriteStore(string root, byte maskValue)
    {
        ZarrGroup.Create(root);
        WriteNumbers(Path.Combine(root, "data/action"), Ends[^1]);
        WriteNumbers(Path.Combine(root, "data/right_state"), Ends[^1]);
        WritePictures(Path.Combine(root, "data/rgbm"), 4, maskValue);
        WritePictures(Path.Combine(root, "data/right_cam_img"), 3, maskValue);
        WriteEnds(root, Ends);
    }

    private static void WriteNumbers(string path, int rows)
    {
        var writer = new ZarrArrayWriter(path, ZarrType.Float32, [13], [5, 13], ZarrCompression.Zlib);
        for (int row = 0; row < rows; row++)
            writer.Add(Demonstrations.Joints(1, row, 0.5).Select(v => (double)(float)v).ToArray());
        writer.Finish();
    }

    private static void WritePictures(string path, int channels, byte maskValue)
    {
        var writer = new ZarrArrayWriter(path, ZarrType.UInt8, [Side, Side, channels], [2, Side, Side, 1]);
        byte[] pixels = new byte[Side * Side * channels];
        for (int row = 0; row < Ends[^1]; row++)
        {
            for (int i = 0; i < pixels.Length; i++)
                pixels[i] = (i % channels) switch
                {
                    0 => (byte)(i / channels % Side * 4),
                    1 => (byte)(20 * row),
                    2 => 200,
                    _ => ((i / channels) + row) % 5 == 0 ? maskValue : (byte)0,
                };
            writer.Add(pixels);
        }

        writer.Finish();
    }

    private static void WriteEnds(string root, int[] ends)
    {
        var writer = new ZarrArrayWriter(Path.Combine(root, "meta/episode_ends"), ZarrType.Int64, [], [10]);
        foreach (int end in ends)
            writer.Add([(double)end]);
        writer.Finish();
    }

    private static double[][] Rows(string path)
    {
        ZarrArray array = ZarrArray.Open(path);
        return [.. Enumerable.Range(0, array.Shape[0]).Select(array.ReadNumbers)];
    }
}
