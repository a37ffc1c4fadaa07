using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class SegmenterViewTests
{
    private const int X = 4, Height = 6, Nearness = 8, IsMask = 9;
    private static readonly CameraSpec Head = Workcell.Reference.Camera("head");
    private static readonly double[] Home = Rm75.Model.HomeRad.ToArray();
    private static readonly ArmKinematics Kinematics = new(Rm75.Model);

    [Theory]
    [InlineData(SegmenterPrompt.Box, 0)]
    [InlineData(SegmenterPrompt.Mask, 1)]
    public void Write_KindOfPrompt_FillsTheLastChannel(SegmenterPrompt prompt, float expected) =>
        Assert.All(Channel(Write(new Vector3d(0.3, 0, 0), prompt), IsMask), value => Assert.Equal(expected, value));

    [Fact]
    public void Write_Prompt_HasItsMiddleAtZero()
    {
        float[] x = Channel(Write(new Vector3d(0.3, 0, 0), SegmenterPrompt.Box), X);
        int middle = (SegmenterLayout.Size / 2 * SegmenterLayout.Size) + (SegmenterLayout.Size / 2);

        Assert.InRange(x[middle], -0.1f, 0.1f);
        Assert.InRange(x.Max() - x.Min(), 1, 6);
    }

    [Fact]
    public void Write_WindowOnTheHand_MarksItNearTheRobotAndTheTableNot()
    {
        Vector3d hand = Kinematics.WorldFromTool(Home).Translation;
        float[] atHand = Write(hand, SegmenterPrompt.Box, onHand: true), atTable = Write(new Vector3d(0.3, -0.1, 0), SegmenterPrompt.Box);

        Assert.InRange(Channel(atHand, Nearness).Count(n => n > 0.9f), 5, SegmenterLayout.Pixels);
        Assert.All(Channel(atTable, Nearness), n => Assert.Equal(0, n));
        Assert.InRange(Channel(atTable, Height).Max(), -0.3f, 0.3f);
    }

    private static float[] Channel(float[] input, int channel) => input[(channel * SegmenterLayout.Pixels)..((channel + 1) * SegmenterLayout.Pixels)];

    // A window about a point; in its middle is the prompt. On the hand every pixel has the hand's distance.
    private static float[] Write(Vector3d at, SegmenterPrompt prompt, bool onHand = false)
    {
        CameraFrame frame = new SyntheticScene().Draw(Head, Head.MountFromCamera, 1);
        Vector3d inCamera = Head.MountFromCamera.Inverse() * at;
        if (onHand)
            frame = frame with { Depth = new DepthImage(Head.Width, Head.Height, [.. Enumerable.Repeat((float)inCamera.Z, Head.Width * Head.Height)]) };
        (double x, double y) = frame.Calibration.Intrinsics.Project(inCamera);
        var picture = new ReducedPicture(SegmenterLayout.Size, SegmenterLayout.Size, SegmenterLayout.Factor);
        picture.Take(frame, null, (int)(x / SegmenterLayout.Factor) - (SegmenterLayout.Size / 2), (int)(y / SegmenterLayout.Factor) - (SegmenterLayout.Size / 2));
        for (int i = 28; i < 36; i++)
            picture.Mask.AsSpan((i * SegmenterLayout.Size) + 28, 8).Fill(255);
        var input = new float[SegmenterLayout.Length];
        new SegmenterView(Rm75.Model).Write(picture, frame.Calibration.Intrinsics, Head.MountFromCamera, Home, prompt, input);
        return input;
    }
}
