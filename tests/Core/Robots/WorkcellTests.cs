using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

public sealed class WorkcellTests
{
    private static readonly Workcell Cell = Workcell.Reference;

    [Fact]
    public void Reference_AreaAndTray_DoNotOverlap()
    {
        Assert.Equal((0.45, 0.45), (Cell.AreaSizeX, Cell.AreaSizeY));
        Assert.True(Cell.TrayCenter.Y + (Cell.TraySizeY / 2) < Cell.AreaCenter.Y - (Cell.AreaSizeY / 2));
    }

    [Fact]
    public void Reference_HeadCamera_SeesAllOfAreaAndTray()
    {
        CameraSpec head = Cell.Camera("head");
        foreach (Vector3d corner in Corners(Cell.AreaCenter, Cell.AreaSizeX, Cell.AreaSizeY).Concat(Corners(Cell.TrayCenter, Cell.TraySizeX, Cell.TraySizeY)))
        {
            (double x, double y) = head.Calibration().Intrinsics.Project(head.MountFromCamera.Inverse() * corner);
            Assert.True(x >= 0 && x < head.Width && y >= 0 && y < head.Height, $"corner {corner} appears at ({x:0}, {y:0}) px, outside the head picture");
        }
    }

    [Fact]
    public void Reference_Cameras_HaveDepthWhereTheControllerNeedsIt()
    {
        Assert.Equal((640, 480, true, CameraMount.World), Facts("head"));
        Assert.Equal((320, 240, true, CameraMount.Flange), Facts("wrist"));
        Assert.Equal(Cell.Cameras.Count, Cell.Cameras.Select(c => c.Name).Distinct().Count());

        (int, int, bool, CameraMount) Facts(string name)
        {
            CameraSpec camera = Cell.Camera(name);
            return (camera.Width, camera.Height, camera.HasDepth, camera.Mount);
        }
    }

    [Fact]
    public void Camera_Unknown_ListsThoseThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => Cell.Camera("ceiling"));
        Assert.Equal("No camera 'ceiling' in this work cell; there are: head, wrist, outside.", error.Message);
    }

    [Fact]
    public void LookAt_TargetAppearsInTheMiddleWithUpUpwards()
    {
        var eye = new Vector3d(-0.2, 0.4, 0.9);
        var target = new Vector3d(0.3, 0, 0);
        RigidTransform cameraFromWorld = CameraSpec.LookAt(eye, target).Inverse();
        Vector3d seen = cameraFromWorld * target;
        Assert.Equal(0, seen.X, 12);
        Assert.Equal(0, seen.Y, 12);
        Assert.Equal((target - eye).Length, seen.Z, 12);
        Assert.True((cameraFromWorld * (target + new Vector3d(0, 0, 0.1))).Y < 0);
    }

    [Fact]
    public void Calibration_NamesCameraAndSize()
    {
        CameraCalibration calibration = Cell.Camera("wrist").Calibration();
        Assert.Equal("wrist-320x240", calibration.Id);
        Assert.Equal((320, 240), (calibration.Intrinsics.Width, calibration.Intrinsics.Height));
        Assert.Equal(Cell.Camera("wrist").MountFromCamera, calibration.MountFromCamera);
    }

    private static IEnumerable<Vector3d> Corners(Vector3d center, double sizeX, double sizeY) =>
        from x in new[] { -0.5, 0.5 }
        from y in new[] { -0.5, 0.5 }
        select center + new Vector3d(x * sizeX, y * sizeY, 0);
}
