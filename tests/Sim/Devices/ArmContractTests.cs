using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

/// <summary>What every arm driver promises, simulated or real.</summary>
public abstract class ArmContractTests
{
    private readonly double[] _positions = new double[RobotModel.ArmDof];
    private readonly double[] _velocities = new double[RobotModel.ArmDof];
    private readonly double[] _efforts = new double[RobotModel.ArmDof];

    [Fact]
    public void TryRead_AfterATick_GivesPositionsWithinLimitsAndTheTicksTime()
    {
        using DeviceUnderTest device = Open(out IArm arm);
        device.PassOneTick();
        Assert.True(arm.TryRead(_positions, _velocities, _efforts, out TimeSpan first));
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            Assert.InRange(_positions[i], device.Robot.Limits[i].LowerRad, device.Robot.Limits[i].UpperRad);
            Assert.InRange(Math.Abs(_velocities[i]), 0, device.Robot.Limits[i].MaxSpeedRadPerS);
            Assert.InRange(Math.Abs(_efforts[i]), 0, device.Robot.Limits[i].MaxEffortNm);
        }

        Assert.InRange(first, TimeSpan.Zero, device.Now());
        device.PassOneTick();
        Assert.True(arm.TryRead(_positions, _velocities, _efforts, out TimeSpan second));
        Assert.True(second > first);
    }

    [Fact]
    public void Send_AMotionOfEveryJoint_ArrivesThere()
    {
        using DeviceUnderTest device = Open(out IArm arm);
        device.PassOneTick();
        var motion = new GatedMotion(device.Robot);
        double[] measured = device.Robot.HomeRad.ToArray();
        Assert.True(arm.TryRead(_positions, _velocities, _efforts, out _));
        _positions.CopyTo(measured, 0);
        double[] target = [.. measured];
        for (int i = 0; i < RobotModel.ArmDof; i++)
            target[i] += measured[i] > 0 ? -0.2 : 0.2;
        for (int tick = 0; tick < 150; tick++)
        {
            arm.Send(motion.Towards(target, measured, device.Now()));
            device.PassOneTick();
            Assert.True(arm.TryRead(_positions, _velocities, _efforts, out _));
            _positions.CopyTo(measured, 0);
        }

        for (int i = 0; i < RobotModel.ArmDof; i++)
            Assert.Equal(target[i], _positions[i], 0.02);
    }

    [Fact]
    public void Send_NothingMore_ArmStaysWhereItWasSent()
    {
        using DeviceUnderTest device = Open(out IArm arm);
        for (int tick = 0; tick < 10; tick++)
            device.PassOneTick();
        Assert.True(arm.TryRead(_positions, _velocities, _efforts, out _));
        double[] before = [.. _positions];
        for (int tick = 0; tick < 50; tick++)
            device.PassOneTick();
        Assert.True(arm.TryRead(_positions, _velocities, _efforts, out _));
        for (int i = 0; i < RobotModel.ArmDof; i++)
            Assert.Equal(before[i], _positions[i], 0.01);
    }

    [Fact]
    public void SendAndTryRead_PerTick_AllocateNothing()
    {
        using DeviceUnderTest device = Open(out IArm arm);
        device.PassOneTick();
        var motion = new GatedMotion(device.Robot);
        VettedCommand command = motion.Towards(device.Robot.HomeRad.Span, device.Robot.HomeRad.Span, device.Now());
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            arm.Send(command);
            arm.TryRead(_positions, _velocities, _efforts, out _);
        }
    }

    /// <summary>Opens a device at rest in its home pose.</summary>
    protected abstract DeviceUnderTest Open(out IArm arm);
}
