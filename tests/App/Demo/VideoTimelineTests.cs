using CsCheck;
using DexGrasp.App.Demo;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class VideoTimelineTests
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(2);

    [Fact]
    public void FramesFor_EvenPictures_WritesEachOnce()
    {
        var timeline = new VideoTimeline(10, LongestGap);

        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(1, timeline.FramesFor(TimeSpan.FromMilliseconds(3000 + (100 * i)))));
    }

    [Fact]
    public void FramesFor_LatePicture_FillsTheGap()
    {
        var timeline = new VideoTimeline(10, LongestGap);
        timeline.FramesFor(TimeSpan.Zero);

        Assert.Equal(5, timeline.FramesFor(TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public void FramesFor_PictureTooSoonOrOlder_IsLeftOut()
    {
        var timeline = new VideoTimeline(10, LongestGap);
        timeline.FramesFor(TimeSpan.FromSeconds(1));

        Assert.Equal(0, timeline.FramesFor(TimeSpan.FromMilliseconds(1020)));
        Assert.Equal(0, timeline.FramesFor(TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public void FramesFor_LongStall_IsShortened()
    {
        var timeline = new VideoTimeline(10, LongestGap);
        timeline.FramesFor(TimeSpan.Zero);

        Assert.Equal(20, timeline.FramesFor(TimeSpan.FromHours(1)));
        Assert.Equal(1, timeline.FramesFor(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(100)));
    }

    [Fact]
    public void FramesFor_UnevenPictures_KeepsTheirTotalTime() =>
        Gen.Int[1, 1500].Array[1, 60].Sample(gapsMs =>
        {
            var timeline = new VideoTimeline(10, LongestGap);
            int frames = timeline.FramesFor(TimeSpan.Zero);
            TimeSpan at = TimeSpan.Zero;
            foreach (int gap in gapsMs)
                frames += timeline.FramesFor(at += TimeSpan.FromMilliseconds(gap));
            return Math.Abs((frames - 1) - (at.TotalSeconds * 10)) <= 0.5 + 1e-9;
        });
}
