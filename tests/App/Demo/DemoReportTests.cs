using DexGrasp.App.Demo;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class DemoReportTests
{
    [Fact]
    public void Render_SmallVideo_IsPutIntoThePage()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["demo.mp4"], [1, 2, 3]);

        string html = DemoReport.Render(Story(folder["demo.mp4"], "ok"), folder.Folder);

        Assert.Contains("<video controls src=\"data:video/mp4;base64,AQID\"", html);
        Assert.DoesNotContain("http", html);
    }

    [Fact]
    public void Render_LargeVideo_IsNamedRelativeToThePage()
    {
        using var folder = new TemporaryFolder();
        using (FileStream file = File.Create(folder["a demo.mp4"]))
            file.SetLength(DemoReport.MostEmbeddedBytes + 1);

        string html = DemoReport.Render(Story(folder["a demo.mp4"], "ok"), folder.Folder);

        Assert.Contains("src=\"a%20demo.mp4\"", html);
    }

    [Fact]
    public void Render_FailedRun_SaysWhyAndEscapesIt()
    {
        string html = DemoReport.Render(Story(null, "I see no <cup>; I see: tin, apple."), "unused");

        Assert.Contains("Not done: I see no &lt;cup&gt;", html);
        Assert.DoesNotContain("<video", html);
    }

    private static DemoStory Story(string? video, string reason) => new(
        new DemoResult("clear the table", 0, 5, reason == "ok" ? 5 : 3, reason == "ok", 6, 1, reason, 42, video, "report.html"),
        [new DemoEvent(0.1, "plan", "take everything")],
        [new DemoPicture(1.5, "the red cup", [9, 9])],
        [("seed", "0")]);
}
