using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Scenes;

public sealed class LightTests
{
    [Fact]
    public void At_AfterOneRound_LightIsBack()
    {
        LightSpec light = new(new(0.3, 0, 1.3), Vector3d.Zero, new Colour(1, 0.5, 0.2), 0.5, false, false, new LightMotion(0.4, 8, 4));
        (Vector3d start, Colour colour) = light.At(TimeSpan.Zero);
        (Vector3d quarter, Colour other) = light.At(TimeSpan.FromSeconds(2));
        (Vector3d end, Colour again) = light.At(TimeSpan.FromSeconds(8));
        Assert.True((start - end).Length < 1e-9);
        Assert.Equal(colour.Red, again.Red, 1e-9);
        Assert.Equal(0.4 * Math.Sqrt(2), (start - quarter).Length, 1e-9);
        Assert.NotEqual(colour, other);
    }

    [Fact]
    public void Advance_MovingLight_PictureChangesAndRepeats()
    {
        byte[] start = new byte[160 * 120 * 3], later = new byte[start.Length], repeated = new byte[start.Length];
        using SimulatedWorld world = new([Sample.BoxAt("box", 0.05, 0.29, 0)], SceneCatalog.Find("light-moving"));
        using var renderer = new OffscreenRenderer(world.Model, 160, 120);
        int head = world.Model.Id(MujocoObject.Camera, "head");
        double[] saved = world.SaveState();
        renderer.Rgb(world.Data, head, 160, 120, start);
        world.Advance(TimeSpan.FromSeconds(2));
        renderer.Rgb(world.Data, head, 160, 120, later);
        world.RestoreState(saved);
        world.Advance(TimeSpan.FromSeconds(2));
        renderer.Rgb(world.Data, head, 160, 120, repeated);
        Assert.NotEqual(start, later);
        Assert.Equal(later, repeated);
    }

    [Fact]
    public void Home_Segmentation_RobotCoversNoPixelOfAreaOrTray()
    {
        using SimulatedWorld world = new([]);
        using var renderer = new OffscreenRenderer(world.Model);
        int[] seen = new int[640 * 480];
        renderer.Segmentation(world.Data, world.Model.Id(MujocoObject.Camera, "head"), 640, 480, seen);
        var calibration = world.Workcell.Camera("head").Calibration();
        RigidTransform cameraFromWorld = world.Workcell.Camera("head").MountFromCamera.Inverse();
        int robot = 0, points = 0;
        for (double x = 0.066; x < 0.515; x += 0.004)
        {
            for (double y = -0.224; y < 0.225; y += 0.004)
            {
                (double u, double v) = calibration.Intrinsics.Project(cameraFromWorld * new Vector3d(x, y, 0));
                Assert.True(u is >= 0 and <= 639 && v is >= 0 and <= 479, $"({x:0.000}, {y:0.000}) is outside the head camera's picture: pixel {u:0}, {v:0}.");
                points++;
                robot += world.IsRobotGeom(seen[((int)Math.Round(v) * 640) + (int)Math.Round(u)]) ? 1 : 0;
            }
        }

        Assert.True(points > 10_000);
        Assert.Equal(0, robot);
    }
}
