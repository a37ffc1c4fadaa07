using DexGrasp.App.Demo;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class VideoRecorderTests
{
    [Fact]
    public void Finish_OutsidePicturesThroughTheScreen_MakesAFile()
    {
        using var folder = new TemporaryFolder();
        using (var video = new VideoRecorder(folder["demo.mp4"], Rm75.Model))
        {
            var screen = new DemoScreen("clear the table", video);
            for (int i = 0; i < 5; i++)
                screen.Show(Frame("outside", i));
            screen.Show(Frame("head", 9));

            Assert.NotNull(screen.View.Head);
            Assert.True(video.Finish());
        }

        Assert.True(new FileInfo(folder["demo.mp4"]).Length > 1000);
    }

    [Fact]
    public void Finish_NoOutsidePicture_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var video = new VideoRecorder(folder["demo.mp4"], Rm75.Model))
            Assert.False(video.Finish());

        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    private static CameraFrame Frame(string camera, int number) => new(
        camera, number, TimeSpan.FromMilliseconds(100 * number), new ImageRgb(64, 48, new byte[64 * 48 * 3]), null, Workcell.Reference.Camera("head").Calibration());
}
