using System.Diagnostics;
using DexGrasp.App.Demo;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class Mp4WriterTests
{
    [Fact]
    public async Task Finish_SomeFrames_MakesAPlayableH264File()
    {
        using var folder = new TemporaryFolder();
        string path = folder["demo.mp4"];
        using (var writer = new Mp4Writer(path, 320, 240, 10))
        {
            var frame = new byte[320 * 240 * 3];
            for (int i = 0; i < 15; i++)
            {
                Array.Fill(frame, (byte)(16 * i));
                writer.Write(frame);
            }

            Assert.False(File.Exists(path));
            Assert.True(writer.Finish());
        }

        string facts = await Probe(path);
        Assert.Contains("codec_name=h264", facts);
        Assert.Contains("pix_fmt=yuv420p", facts);
        Assert.Contains("width=320", facts);
        Assert.Contains("nb_read_frames=15", facts);
        Assert.Equal([path], Directory.GetFiles(folder.Folder));
        byte[] bytes = File.ReadAllBytes(path);
        Assert.InRange(bytes.AsSpan().IndexOf("moov"u8), 0, bytes.AsSpan().IndexOf("mdat"u8));
    }

    [Fact]
    public void Finish_NoFrames_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new Mp4Writer(folder["demo.mp4"], 320, 240, 10))
            Assert.False(writer.Finish());

        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    [Fact]
    public void Dispose_NotFinished_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new Mp4Writer(folder["demo.mp4"], 320, 240, 10))
            writer.Write(new byte[320 * 240 * 3]);

        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    [Fact]
    public void Write_FrameOfAnotherSize_Throws()
    {
        using var folder = new TemporaryFolder();
        using var writer = new Mp4Writer(folder["demo.mp4"], 320, 240, 10);

        Assert.Throws<ArgumentException>(() => writer.Write(new byte[100]));
    }

    private static async Task<string> Probe(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "error", "-count_frames", "-show_streams", path]) { RedirectStandardOutput = true })!;
        string text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text;
    }
}
