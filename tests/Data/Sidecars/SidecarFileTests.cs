using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using Xunit;

namespace DexGrasp.Tests.Data.Sidecars;

public sealed class SidecarFileTests
{
    private const int Width = 320;
    private const int Height = 240;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_MoreThanOneRowGroup_KeepsOrderAndBits()
    {
        using var folder = new TemporaryFolder();
        var sidecar = new Sidecar("observation.depth.head", SidecarKind.Depth, Width, Height);
        DepthImage[] pictures = [.. Enumerable.Range(0, 60).Select(NoisyTable)];
        await WriteAsync(folder["d.parquet"], sidecar, pictures);

        int frame = 0;
        await foreach (byte[] block in SidecarReader.ReadAsync(folder["d.parquet"], sidecar, Stop))
            Assert.Equal(DepthCodec.Pack(pictures[frame++]), block);

        Assert.Equal(60, frame);
        Assert.Equal(60, await SidecarReader.CountAsync(folder["d.parquet"], sidecar, Stop));
    }

    [Fact]
    public async Task WriteAsync_NoisyDepth_TakesUnderAThirdOfItsBytes()
    {
        using var folder = new TemporaryFolder();
        var sidecar = new Sidecar("observation.depth.head", SidecarKind.Depth, Width, Height);
        await WriteAsync(folder["d.parquet"], sidecar, [.. Enumerable.Range(0, 4).Select(NoisyTable)]);

        Assert.InRange(new FileInfo(folder["d.parquet"]).Length, 1, 4 * sidecar.BytesPerFrame / 3);
    }

    [Fact]
    public async Task ReadAsync_FileOfAnotherSize_NamesBoth()
    {
        using var folder = new TemporaryFolder();
        var sidecar = new Sidecar("observation.depth.head", SidecarKind.Depth, Width, Height);
        await WriteAsync(folder["d.parquet"], sidecar, [NoisyTable(0)]);

        var error = await Assert.ThrowsAsync<DatasetException>(() => SidecarReader.CountAsync(folder["d.parquet"], sidecar with { Width = Width * 2 }, Stop));

        Assert.Contains("320x240", error.Message);
        Assert.Contains("640x240", error.Message);
    }

    private static async Task WriteAsync(string path, Sidecar sidecar, IEnumerable<DepthImage> pictures)
    {
        await using SidecarWriter writer = await SidecarWriter.CreateAsync(path, sidecar, Stop);
        foreach (DepthImage picture in pictures)
            await writer.AddAsync(picture, Stop);
        await writer.CloseAsync(Stop);
        await writer.CommitAsync();
    }

    // A tilted table top with half a millimetre of noise, as a depth camera sees it.
    private static DepthImage NoisyTable(int seed)
    {
        var random = new Random(seed);
        return new DepthImage(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => (float)(0.7 + (0.0002 * (i / Width)) + (0.0005 * random.NextDouble())))]);
    }
}
