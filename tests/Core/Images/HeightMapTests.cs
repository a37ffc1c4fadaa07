using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class HeightMapTests
{
    private static readonly CameraSpec Head = Workcell.Reference.Camera("head");

    [Fact]
    public void FromDepth_PlaneAtFiveCentimetres_HasThatHeightEverywhere()
    {
        CameraIntrinsics intrinsics = Head.Calibration().Intrinsics;
        RigidTransform worldFromCamera = Head.MountFromCamera;
        var depth = new float[Head.Width * Head.Height];
        for (int i = 0; i < depth.Length; i++)
        {
            Vector3d ray = worldFromCamera.Rotation * intrinsics.Unproject(i % Head.Width, i / Head.Width, 1);
            depth[i] = (float)((0.05 - worldFromCamera.Translation.Z) / ray.Z);
        }

        HeightMap map = HeightMap.FromDepth(new DepthImage(Head.Width, Head.Height, depth), intrinsics, worldFromCamera);

        foreach (float z in map.ZM)
            Assert.Equal(0.05, z, 1e-4);
        (double x, double y) = intrinsics.Project(worldFromCamera.Inverse() * map.PointInWorld(200, 300));
        Assert.Equal(200, x, 1e-2);
        Assert.Equal(300, y, 1e-2);
    }

    [Fact]
    public void FromDepth_ZeroOrInvalidReading_HasNoPoint()
    {
        var intrinsics = CameraIntrinsics.FromFieldOfView(2, 1, 1);
        HeightMap map = HeightMap.FromDepth(new DepthImage(2, 1, [0, float.NaN]), intrinsics, RigidTransform.Identity);
        Assert.False(map.HasReading(0, 0));
        Assert.False(map.HasReading(1, 0));
    }

    [Fact]
    public void FromDepth_OtherSize_Throws()
    {
        var intrinsics = CameraIntrinsics.FromFieldOfView(4, 2, 1);
        Assert.Throws<ArgumentException>(() => HeightMap.FromDepth(new DepthImage(2, 1, [1, 1]), intrinsics, RigidTransform.Identity));
    }

    [Fact]
    public void ViewFrame_OfHeadCamera_AgreesWithThePicture()
    {
        RigidTransform worldFromCamera = Head.MountFromCamera;
        ViewFrame view = ViewFrame.Of(worldFromCamera);
        var point = new Vector3d(0.3, 0, 0);
        CameraIntrinsics intrinsics = Head.Calibration().Intrinsics;
        (double x, double y) = intrinsics.Project(worldFromCamera.Inverse() * point);
        (double xRight, _) = intrinsics.Project(worldFromCamera.Inverse() * (point + (view.Right * 0.05)));
        (_, double yAway) = intrinsics.Project(worldFromCamera.Inverse() * (point + (view.Away * 0.05)));
        Assert.True(xRight > x);
        Assert.True(yAway < y);
    }
}
