using DexGrasp.App.Demo;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class FrameComposerTests
{
    [Fact]
    public void Compose_NothingKnownYet_DrawsAFrame()
    {
        using var composer = new FrameComposer(Rm75.Model);

        Assert.Equal(FrameComposer.Width * FrameComposer.Height * 3, composer.Compose(DemoView.Empty("clear the table")).Length);
    }

    [Fact]
    public void Compose_OutsidePicture_KeepsItsColours()
    {
        using var composer = new FrameComposer(Rm75.Model);
        DemoView view = DemoView.Empty("x") with { Outside = Plain(640, 480, 200, 100, 50) };

        ReadOnlySpan<byte> frame = composer.Compose(view);

        int at = ((350 * FrameComposer.Width) + 400) * 3;
        Assert.Equal([200, 100, 50], frame.Slice(at, 3).ToArray());
    }

    [Fact]
    public void Compose_TargetMask_TintsTheHeadViewThere()
    {
        using var composer = new FrameComposer(Rm75.Model);
        var pixels = new byte[640 * 480];
        for (int y = 200; y < 280; y++)
            Array.Fill(pixels, (byte)1, (y * 640) + 280, 80);
        DemoView view = DemoView.Empty("x") with { Head = Plain(640, 480, 0, 0, 0), Target = new Mask(640, 480, pixels) };

        ReadOnlySpan<byte> frame = composer.Compose(view);

        int inside = (((44 + 168) * FrameComposer.Width) + 832 + 224) * 3, outside = (((44 + 60) * FrameComposer.Width) + 832 + 400) * 3;
        Assert.True(frame[inside] > 60);
        Assert.Equal(0, frame[outside]);
    }

    [Fact]
    public void Compose_LettersTheFontLacksAndExtremeJoints_DrawsAFrame()
    {
        using var composer = new FrameComposer(Rm75.Model);
        double[] far = [.. Enumerable.Repeat(1e6, RobotModel.Dof)];
        var state = new RobotState(1, TimeSpan.FromSeconds(2), far, far, far, far, GateMode.Latched, Guid.Empty, 0);
        DemoView view = DemoView.Empty("räume den Tisch “ab”") with
        {
            Head = Plain(640, 480, 9, 9, 9),
            State = state,
            Goal = new GraspGoal("grasp it", new string('w', 200), new BoundingBox(630, 470, 640, 480), 1),
            Plan = [new string('p', 500), "…"],
        };

        Assert.NotEmpty(composer.Compose(view).ToArray());
    }

    private static ImageRgb Plain(int width, int height, byte r, byte g, byte b)
    {
        var pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i += 3)
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (r, g, b);
        return new ImageRgb(width, height, pixels);
    }
}
