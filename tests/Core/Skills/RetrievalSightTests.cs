using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.Core.Skills;

public sealed class RetrievalSightTests
{
    private const double SideM = 0.06, TopM = 0.04;
    private static readonly Vector3d Place = ClutterBox.Centre + new Vector3d(0.02, -0.03, 0);
    private static readonly RetrievalTarget Known = new(Place, SideM * SideM, new Vector3d(SideM / 2, SideM / 2, TopM / 2));
    private readonly RetrievalSight _sight = new();
    private readonly double[] _joints = Above(0.30);

    [Fact]
    public void EndPicture_WholeTarget_IsFoundWhereItIsAndExposed()
    {
        _sight.Begin(Known with { Place = Place + new Vector3d(0.025, 0.015, 0) });

        Picture(x => x < 1);

        Assert.Equal(1, _sight.Exposure, 0.03);
        Assert.Equal(0, _sight.Age);
        Assert.True(_sight.IsUncovered);
        Assert.True((_sight.Place - Place with { Z = ClutterBox.FloorZ + (TopM / 2) }).Length < 0.008, $"{_sight.Place}");
    }

    [Fact]
    public void EndPicture_HalfOfItSeen_KeepsThePlaceThatFitsBoth()
    {
        _sight.Begin(Known);

        Picture(x => x < 0.5);

        Assert.Equal(0.5, _sight.Exposure, 0.1);
        Assert.Equal(Place.X, _sight.Place.X, 0.012);
    }

    [Fact]
    public void EndPicture_TheHandHidesWhatWasSeen_RemembersIt()
    {
        _sight.Begin(Known);
        Picture(x => x < 1);
        double before = _sight.HeightM(15, 10, 2);

        _sight.BeginPicture(_joints);
        _sight.EndPicture();

        Assert.Equal((1, before), (Math.Round(_sight.Exposure, 1), _sight.HeightM(15, 10, 2)));
        Assert.Equal(0, _sight.Visible);
        Assert.Equal(1, _sight.Age);
    }

    [Fact]
    public void EndPicture_AnotherObjectInItsPlace_CountsAsCovered()
    {
        _sight.Begin(Known);
        Picture(x => x < 1);

        Picture(_ => false);

        Assert.Equal(0, _sight.Exposure, 0.01);
    }

    [Fact]
    public void Add_PointOfTheHand_LeavesTheMapAsItWas()
    {
        _sight.Begin(Known);
        double[] low = Above(0.12);
        Vector3d finger = new ArmKinematics(Rm75.Model).WorldFromFlange(low) * new Vector3d(0, 0.011, 0.165);
        (int x, int y) = RetrievalSight.Border(finger);
        Assert.InRange(finger.Z - ClutterBox.FloorZ, 0.05, 0.17);
        double before = _sight.HeightM(x - 1, y - 1, 2);

        _sight.BeginPicture(low);
        _sight.Add(finger, isTarget: false);
        _sight.EndPicture();

        Assert.Equal(before, _sight.HeightM(x - 1, y - 1, 2));
    }

    [Fact]
    public void IsUncovered_SomethingHigherBesideIt_IsDoubted()
    {
        _sight.Begin(Known);
        Picture(x => x < 1, besideM: TopM + 0.03);
        Assert.Equal(1, _sight.Exposure, 0.03);
        Assert.False(_sight.IsUncovered);
    }

    [Fact]
    public void HeightM_OutsideOfTheBox_IsTheWalls() => Assert.Equal(ClutterBox.WallHeightM, _sight.HeightM(-4, 3, 2));

    [Fact]
    public void Look_MaskOfAnotherSize_IsRefused() => Assert.Throws<ArgumentException>(() => _sight.Look(
        HeightMap.FromDepth(new DepthImage(8, 6, new float[48]), CameraIntrinsics.FromFieldOfView(8, 6, 1), RigidTransform.Identity), Mask.Empty(4, 3), _joints));

    // Four points a cell; the target's share along x that is seen is the caller's, an object as high lies on the rest; around it all is equally high.
    private void Picture(Func<double, bool> isSeen, double besideM = 0)
    {
        _sight.BeginPicture(_joints);
        for (double x = -ClutterBox.HalfX + 0.0025; x < ClutterBox.HalfX; x += 0.005)
            for (double y = -ClutterBox.HalfY + 0.0025; y < ClutterBox.HalfY; y += 0.005)
            {
                Vector3d point = ClutterBox.Centre + new Vector3d(x, y, 0), off = point - Place;
                bool on = Math.Abs(off.X) < SideM / 2 && Math.Abs(off.Y) < SideM / 2, seen = on && isSeen((off.X / SideM) + 0.5);
                _sight.Add(point + new Vector3d(0, 0, on ? TopM : besideM), seen);
            }

        _sight.EndPicture();
    }

    private static double[] Above(double heightM)
    {
        double[] posture = Rm75.Model.HomeRad.ToArray();
        RigidTransform wanted = new(new WristControlOptions().WorldFromRest, ClutterBox.Centre + new Vector3d(0, 0, heightM));
        new InverseKinematics(Rm75.Model).Solve(wanted, posture, posture);
        return posture;
    }
}
