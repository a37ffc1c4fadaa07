using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

public sealed class RobotModelTests
{
    private static readonly RobotModel Good = Rm75.Model;

    [Fact]
    public void Reference_JointOrder_IsArmThenHand()
    {
        Assert.Equal(13, RobotModel.Dof);
        Assert.Equal(
            ["arm_1", "arm_2", "arm_3", "arm_4", "arm_5", "arm_6", "arm_7", "thumb_rotation", "thumb_bend", "index", "middle", "ring", "little"],
            Good.JointNames);
        Assert.Equal(RobotModel.Dof, Good.Limits.Length);
    }

    [Fact]
    public void Reference_LimitsStayInsideTheDataSheet()
    {
        double[] rangeDeg = [178, 130, 178, 135, 178, 128, 360], speedDeg = [180, 180, 225, 225, 225, 225, 225], effort = [60, 60, 30, 30, 10, 10, 10];
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            JointLimit limit = Good.Limits[i];
            Assert.InRange(limit.UpperRad, 0, (rangeDeg[i] - 2) * Math.PI / 180);
            Assert.Equal(-limit.UpperRad, limit.LowerRad);
            Assert.InRange(limit.MaxSpeedRadPerS, 0.1, speedDeg[i] * Math.PI / 180);
            Assert.InRange(limit.MaxEffortNm, 1, effort[i]);
        }
    }

    [Fact]
    public void Reference_Home_IsInsideTheLimits()
    {
        for (int i = 0; i < RobotModel.Dof; i++)
            Assert.Equal(Good.HomeRad.Span[i], Good.Limits[i].Clamp(Good.HomeRad.Span[i]));
    }

    [Fact]
    public void Reference_Home_KeepsTheHandAboveTheTable() =>
        Assert.InRange(new ArmKinematics(Good).WorldFromTool(Good.HomeRad.Span).Translation.Z, 0.1, 1);

    [Fact]
    public void Reference_DhTable_AddsUpToTheDataSheetReach() => Assert.Equal(0.6385, Rm75.Links.Skip(1).Sum(link => link.DM), 12);

    [Theory]
    [InlineData(12, 13, 13)]
    [InlineData(13, 14, 13)]
    [InlineData(13, 13, 0)]
    public void New_WrongShape_SaysHowManyOfEach(int names, int limits, int home)
    {
        var error = Assert.Throws<ArgumentException>(() => Make(
            Enumerable.Repeat("joint", names).ToArray(), Enumerable.Repeat(new JointLimit(-1, 1, 1, 1, 1), limits).ToArray(), new double[home]));
        Assert.Contains($"{names} joint names, {limits} limits and {home} home positions given; 13 of each are needed.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(-1, double.PositiveInfinity)]
    public void New_RangeEmptyOrNotFinite_NamesTheJoint(double lower, double upper)
    {
        JointLimit[] limits = Good.Limits.ToArray();
        limits[9] = limits[9] with { LowerRad = lower, UpperRad = upper };
        var error = Assert.Throws<ArgumentException>(() => Make(Good.JointNames, limits, Good.HomeRad.ToArray()));
        Assert.Contains($"joint index: range [{lower}, {upper}] rad", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_CallersArrays_AreCopied()
    {
        JointLimit[] limits = Good.Limits.ToArray();
        double[] home = Good.HomeRad.ToArray();
        RobotModel robot = Make(Good.JointNames, limits, home);
        limits[0] = default;
        home[0] = 99;
        Assert.Equal(Good.Limits[0], robot.Limits[0]);
        Assert.Equal(Good.HomeRad.Span[0], robot.HomeRad.Span[0]);
    }

    private static RobotModel Make(IReadOnlyList<string> names, IReadOnlyList<JointLimit> limits, IReadOnlyList<double> home) =>
        new("test", names, limits, RigidTransform.Identity, RigidTransform.Identity, home);
}
