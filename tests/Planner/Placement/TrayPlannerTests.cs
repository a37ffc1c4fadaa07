using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Placement;
using Xunit;

namespace DexGrasp.Tests.Planner.Placement;

public sealed class TrayPlannerTests
{
    private static readonly Workcell Cell = Workcell.Reference;

    [Fact]
    public void ChooseDropPoint_EmptyTray_IsItsCentreOnTheFloor()
    {
        Vector3d point = Choose((_, _) => Cell.TrayCenter.Z);
        Assert.Equal(Cell.TrayCenter.X, point.X, 1e-6);
        Assert.Equal(Cell.TrayCenter.Y, point.Y, 1e-6);
        Assert.InRange(point.Z, Cell.TrayCenter.Z - 0.002, Cell.TrayCenter.Z + 0.002);
    }

    [Fact]
    public void ChooseDropPoint_SomethingInTheMiddle_GoesBeside()
    {
        Vector3d point = Choose((x, y) =>
            Math.Abs(x - Cell.TrayCenter.X) < 0.03 && Math.Abs(y - Cell.TrayCenter.Y) < 0.03 ? 0.08 : Cell.TrayCenter.Z);
        Assert.True((point - (Cell.TrayCenter with { Z = point.Z })).Length > 0.05, $"drop point {point} lies on the object");
        Assert.True(point.Z < 0.02, $"drop point {point} is above the object");
        Assert.True(Math.Abs(point.X - Cell.TrayCenter.X) <= (Cell.TraySizeX / 2) - 0.05, $"drop point {point} is too near the rim");
    }

    [Fact]
    public void ChooseDropPoint_BottleStandsInTheMiddle_LeavesRoomForTheHand()
    {
        Vector3d point = Choose((x, y) =>
            Math.Abs(x - Cell.TrayCenter.X) < 0.03 && Math.Abs(y - Cell.TrayCenter.Y) < 0.03 ? 0.15 : Cell.TrayCenter.Z);
        double away = Math.Abs(point.X - Cell.TrayCenter.X) - 0.03;
        Assert.True(away > 0.06, $"drop point {point} is {away:0.000} m from the bottle; the palm needs more");
        Assert.True(point.Z < 0.02, $"drop point {point} is needlessly high");
    }

    [Fact]
    public void ChooseDropPoint_FullTray_ReleasesOnTopOfTheLowest()
    {
        Vector3d point = Choose((x, _) => x < Cell.TrayCenter.X ? 0.09 : 0.05);
        Assert.True(point.X > Cell.TrayCenter.X);
        Assert.InRange(point.Z, 0.045, 0.055);
    }

    [Fact]
    public void ChooseDropPoint_ArmAtHomeOverTheTray_IsNotTakenForAnObject()
    {
        var robot = new RobotShape(Rm75.Model, Rm75.Model.HomeRad.Span);
        int overTray = 0;
        Vector3d point = Choose((x, y) =>
        {
            for (double z = 0.8; z > 0.1; z -= 0.02)
            {
                // Where the ray to that point of the table is at this height.
                Vector3d offset = new((x - Cell.TrayCenter.X) * (1 - z), (y - Cell.TrayCenter.Y) * (1 - z), 0);
                if (!robot.Contains((Cell.TrayCenter with { Z = z }) + offset))
                    continue;
                overTray += Math.Abs(offset.X) < Cell.TraySizeX / 2 && Math.Abs(offset.Y) < Cell.TraySizeY / 2 ? 1 : 0;
                return z;
            }

            return Cell.TrayCenter.Z;
        });

        Assert.True(overTray > 0);
        Assert.Equal(Cell.TrayCenter.X, point.X, 1e-6);
        Assert.Equal(Cell.TrayCenter.Y, point.Y, 1e-6);
        Assert.InRange(point.Z, Cell.TrayCenter.Z - 0.002, Cell.TrayCenter.Z + 0.002);
    }

    private static Vector3d Choose(Func<double, double, double> height) =>
        new TrayPlanner(Cell, Rm75.Model).ChooseDropPoint(FromAbove(height), Rm75.Model.HomeRad.Span);

    // A camera 1 m above the tray that looks straight down on a height field.
    private static HeightMap FromAbove(Func<double, double, double> height)
    {
        var intrinsics = CameraIntrinsics.FromFieldOfView(200, 200, 0.6);
        Vector3d eye = Cell.TrayCenter with { Z = 1 };
        var worldFromCamera = new RigidTransform(Rotation.FromColumns(new(0, -1, 0), new(-1, 0, 0), new(0, 0, -1)), eye);
        var depth = new float[200 * 200];
        for (int y = 0; y < 200; y++)
            for (int x = 0; x < 200; x++)
            {
                Vector3d floor = worldFromCamera * intrinsics.Unproject(x, y, 1);
                depth[(y * 200) + x] = (float)(1 - height(floor.X, floor.Y));
            }

        return HeightMap.FromDepth(new DepthImage(200, 200, depth), intrinsics, worldFromCamera);
    }
}
