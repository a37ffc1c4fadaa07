using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Safety.Gate;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

public sealed class SafetyGateOptionsTests
{
    [Fact]
    public void Validate_Defaults_Pass() => new SafetyGateOptions().Validate(Rm75.Model);

    [Fact]
    public void Validate_SeveralErrors_NamesAllWithRangeAndUnit()
    {
        var options = new SafetyGateOptions { SpeedScale = double.NaN, TickPeriod = TimeSpan.Zero, BrakeAfter = TimeSpan.FromMilliseconds(20) };
        var error = Assert.Throws<ArgumentException>(() => options.Validate(Rm75.Model));
        Assert.Contains("SpeedScale is NaN (a fraction); 0.05 to 1 is allowed", error.Message, StringComparison.Ordinal);
        Assert.Contains("TickPeriod is 0 ms; 1 to 50 is allowed", error.Message, StringComparison.Ordinal);
        Assert.Contains("BrakeAfter is 20 ms; 50 to 10000 is allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_RobotBrakesTooSlowly_SaysHowLongItNeeds()
    {
        RobotModel slow = With(new JointLimit(-1, 1, 2, 1, 1));
        var error = Assert.Throws<ArgumentException>(() => new SafetyGate(slow, new SafetyGateOptions()));
        Assert.Contains("joint arm_3 needs 2 s to brake; LatchAfter minus BrakeAfter leaves 0.4 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, 0)]
    [InlineData(1, double.PositiveInfinity)]
    public void Validate_LimitsNoRobotHas_RefusesToStart(double speed, double acceleration)
    {
        RobotModel odd = With(new JointLimit(-1, 1, speed, acceleration, 1));
        Assert.Throws<ArgumentException>(() => new SafetyGate(odd, new SafetyGateOptions()));
    }

    private static RobotModel With(JointLimit third)
    {
        JointLimit[] limits = Rm75.Model.Limits.ToArray();
        limits[2] = third;
        return new RobotModel("odd", Rm75.Model.JointNames, limits, RigidTransform.Identity, RigidTransform.Identity, Rm75.Model.HomeRad.ToArray());
    }
}
