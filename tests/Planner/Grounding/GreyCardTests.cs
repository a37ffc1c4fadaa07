using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

public sealed class GreyCardTests
{
    [Fact]
    public void Gains_DefaultLight_AreNearOne()
    {
        (double r, double g, double b) = Gains(SceneSpec.Default);

        Assert.InRange(r, 0.85, 1.15);
        Assert.InRange(g, 0.85, 1.15);
        Assert.InRange(b, 0.85, 1.15);
    }

    [Theory]
    [InlineData("#ffb070")]
    [InlineData("#80a0ff")]
    public void Gains_ColouredLight_TakeTheColourBack(string light)
    {
        Assert.True(Colour.TryParse(light, out Colour colour));
        SceneSpec scene = SceneSpec.Default with { Ambient = 0.1, Lights = [.. SceneSpec.Default.Lights.Select(l => l with { Colour = colour })] };

        (double r, _, double b) = Gains(scene);

        Assert.Equal(colour.Red > colour.Blue, r < b);
        Assert.InRange(Math.Max(r / b, b / r), 1.25, 3);
    }

    [Fact]
    public void Gains_HalfTheLight_Brighten()
    {
        SceneSpec dim = SceneSpec.Default with
        {
            Ambient = SceneSpec.Default.Ambient / 2,
            Lights = [.. SceneSpec.Default.Lights.Select(l => l with { Strength = l.Strength / 2 })],
        };

        Assert.InRange(Gains(dim).G, 1.5, 2.3);
    }

    [Fact]
    public void Gains_RobotOutOfSight_AreOne()
    {
        RenderedScene scene = RenderedScene.Make(SceneSpec.Default.WithCount(4), ObjectCatalog.Training, 3);
        CameraFrame head = scene.Observation.Head;
        Surface surface = Surface.Of(head, head.Calibration.WorldFromCamera(new ArmKinematics(Rm75.Model), scene.Observation.State.PositionsRad.Span));

        Assert.Equal((1, 1, 1), GreyCard.Gains(head.Rgb, surface, null));
    }

    private static (double R, double G, double B) Gains(SceneSpec look)
    {
        RenderedScene scene = RenderedScene.Make(look.WithCount(4), ObjectCatalog.Training, 3);
        CameraFrame head = scene.Observation.Head;
        ReadOnlySpan<double> joints = scene.Observation.State.PositionsRad.Span;
        RigidTransform worldFromCamera = head.Calibration.WorldFromCamera(new ArmKinematics(Rm75.Model), joints);
        return GreyCard.Gains(head.Rgb, Surface.Of(head, worldFromCamera), new RobotShape(Rm75.Model, joints));
    }
}
