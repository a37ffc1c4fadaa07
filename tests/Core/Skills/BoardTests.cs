using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.Core.Skills;

public sealed class BoardTests
{
    private static readonly CameraSpec Head = Board.Cell.Camera("head");

    [Fact]
    public void Cell_HeadCamera_SeesTheBoardWhatHangsOverTheEdgeAndWhatIsLifted()
    {
        foreach (int x in (ReadOnlySpan<int>)[-1, 1])
            foreach (double y in (ReadOnlySpan<double>)[Board.WallY, Board.EdgeY + 0.10])
                foreach (double z in (ReadOnlySpan<double>)[Board.TopZ, Board.TopZ + 0.15])
                {
                    (double u, double v) = Head.Calibration().Intrinsics.Project(Head.MountFromCamera.Inverse() * new Vector3d(Board.MiddleX + (0.10 * x), y, z));
                    Assert.True(u >= 0 && u < Head.Width && v >= 0 && v < Head.Height, $"({0.1 * x}, {y}, {z}) appears at ({u:0}, {v:0}) px");
                }
    }

    [Fact]
    public void Cell_HasNoTray_AndItsAreaLiesOnTheBoard()
    {
        Assert.False(Board.Cell.HasTray);
        Assert.True(Workcell.Reference.HasTray);
        Assert.Equal(Board.TopZ, Board.Cell.AreaCenter.Z);
        Assert.InRange(Board.Cell.AreaCenter.Y - (Board.Cell.AreaSizeY / 2), Board.WallY, Board.EdgeY);
    }

    [Fact]
    public void Robot_AtRest_HoldsItsHandAboveWhateverLiesOnTheBoard()
    {
        var kinematics = new ArmKinematics(Board.Robot);
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(kinematics.WorldFromFlange(Board.Robot.HomeRad.Span), Board.Robot.HomeRad.Span[RobotModel.ArmDof..], ends);
        foreach (Vector3d end in ends)
            Assert.InRange(end.Z, Board.TopZ + 0.08, 1);
        Assert.Equal(Rm75.Model.Name, Board.Robot.Name);
    }

    [Fact]
    public void WithHome_WrongLength_IsRefused() => Assert.Throws<ArgumentException>(() => Rm75.Model.WithHome([0, 0]));
}
