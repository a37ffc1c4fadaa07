using CsCheck;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.Core.Images;

public sealed class CameraIntrinsicsTests
{
    private static readonly CameraIntrinsics Camera = CameraIntrinsics.FromFieldOfView(640, 480, Math.PI / 3);

    [Fact]
    public void Unproject_ThenProject_ReturnsToThePixel() => Gen.Select(Gen.Double[-10, 650], Gen.Double[-10, 490], Gen.Double[0.05, 5]).Sample((x, y, depth) =>
    {
        (double px, double py) = Camera.Project(Camera.Unproject(x, y, depth));
        return Math.Abs(px - x) < 1e-9 && Math.Abs(py - y) < 1e-9;
    });

    [Fact]
    public void FromFieldOfView_EdgesLieAtHalfTheAngle()
    {
        Vector3d top = Camera.Unproject(Camera.CenterX, -0.5, 1), bottom = Camera.Unproject(Camera.CenterX, 479.5, 1);
        Assert.Equal(-Math.PI / 6, Math.Atan2(top.Y, top.Z), 12);
        Assert.Equal(Math.PI / 6, Math.Atan2(bottom.Y, bottom.Z), 12);
        Assert.Equal(Camera.FocalX, Camera.FocalY);
    }

    [Fact]
    public void Project_OpticalAxes_GoRightAndDown()
    {
        Assert.Equal((319.5, 239.5), Camera.Project(new Vector3d(0, 0, 2)));
        (double x, double y) = Camera.Project(new Vector3d(0.1, 0.2, 2));
        Assert.True(x > 319.5 && y > 239.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Project_BehindTheCamera_IsNoNumber(double z)
    {
        (double x, double y) = Camera.Project(new Vector3d(0.1, 0.1, z));
        Assert.True(double.IsNaN(x) && double.IsNaN(y));
    }

    [Fact]
    public void Resized_PictureEdgesStayOnTheSameRays() => Gen.Select(Gen.Int[1, 2000], Gen.Int[1, 2000]).Sample((width, height) =>
    {
        CameraIntrinsics small = Camera.Resized(width, height);
        return small.Width == width && small.Height == height
            && Rays.Near(small.Unproject(-0.5, -0.5, 1), Camera.Unproject(-0.5, -0.5, 1))
            && Rays.Near(small.Unproject(width - 0.5, height - 0.5, 1), Camera.Unproject(639.5, 479.5, 1));
    });

    private static class Rays
    {
        public static bool Near(Vector3d a, Vector3d b) => (a - b).Length < 1e-9;
    }
}
