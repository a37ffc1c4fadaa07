using CsCheck;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class ViewFrameTests
{
    [Fact]
    public void Of_HeadCamera_RightInTheWorldIsRightInThePicture()
    {
        CameraSpec head = Workcell.Reference.Camera("head");
        CameraIntrinsics intrinsics = head.Calibration().Intrinsics;
        var view = ViewFrame.Of(head.MountFromCamera);
        RigidTransform cameraFromWorld = head.MountFromCamera.Inverse();
        var middle = new Vector3d(0.29, 0, 0);
        (double x, double y) = intrinsics.Project(cameraFromWorld * middle);
        (double rightX, _) = intrinsics.Project(cameraFromWorld * (middle + (0.05 * view.Right)));
        (_, double awayY) = intrinsics.Project(cameraFromWorld * (middle + (0.05 * view.Away)));
        Assert.True(rightX > x && awayY < y);
    }

    [Fact]
    public void Of_AnyCameraThatLooksAcross_IsLevelAndSquare() => Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[0.3, 1]).Sample((x, y, z) =>
    {
        var eye = new Vector3d(x, y, z);
        var target = new Vector3d(3, 0, 0);
        var view = ViewFrame.Of(CameraSpec.LookAt(eye, target));
        return view.Right.Z == 0 && view.Away.Z == 0 && Math.Abs(Vector3d.Dot(view.Right, view.Away)) < 1e-12
            && Math.Abs(view.Right.Length - 1) < 1e-12 && Math.Abs(view.Away.Length - 1) < 1e-12
            && view.AwayM(target) > 0 && Math.Abs(view.RightM(target)) < 1e-9 && view.RightM(eye) == 0;
    });
}
