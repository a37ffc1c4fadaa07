using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

/// <summary>What every hand driver promises, simulated or real.</summary>
public abstract class HandContractTests
{
    private readonly double[] _positions = new double[RobotModel.HandDof];
    private readonly double[] _velocities = new double[RobotModel.HandDof];
    private readonly double[] _efforts = new double[RobotModel.HandDof];

    [Fact]
    public void TryRead_AfterATick_GivesPositionsNearTheLimitsRangeAndTheTicksTime()
    {
        using DeviceUnderTest device = Open(out IHand hand);
        device.PassOneTick();
        Assert.True(hand.TryRead(_positions, _velocities, _efforts, out TimeSpan first));
        for (int i = 0; i < RobotModel.HandDof; i++)
        {
            JointLimit limit = device.Robot.Limits[RobotModel.ArmDof + i];
            Assert.InRange(_positions[i], limit.LowerRad - 0.05, limit.UpperRad + 0.05);
            Assert.InRange(Math.Abs(_efforts[i]), 0, limit.MaxEffortNm);
        }

        Assert.InRange(first, TimeSpan.Zero, device.Now());
        device.PassOneTick();
        Assert.True(hand.TryRead(_positions, _velocities, _efforts, out TimeSpan second));
        Assert.True(second > first);
    }

    [Fact]
    public void Send_HalfClosed_EveryFingerCloses()
    {
        using DeviceUnderTest device = Open(out IHand hand);
        device.PassOneTick();
        var motion = new GatedMotion(device.Robot);
        double[] measured = device.Robot.HomeRad.ToArray();
        double[] target = [.. measured];
        for (int i = RobotModel.ArmDof + 2; i < RobotModel.Dof; i++)
            target[i] = 0.7;
        for (int tick = 0; tick < 150; tick++)
        {
            hand.Send(motion.Towards(target, measured, device.Now()));
            device.PassOneTick();
            Assert.True(hand.TryRead(_positions, _velocities, _efforts, out _));
            _positions.CopyTo(measured, RobotModel.ArmDof);
        }

        for (int i = 0; i < RobotModel.HandDof; i++)
            Assert.Equal(target[RobotModel.ArmDof + i], _positions[i], 0.06);
    }

    [Fact]
    public void SendAndTryRead_PerTick_AllocateNothing()
    {
        using DeviceUnderTest device = Open(out IHand hand);
        device.PassOneTick();
        var motion = new GatedMotion(device.Robot);
        VettedCommand command = motion.Towards(device.Robot.HomeRad.Span, device.Robot.HomeRad.Span, device.Now());
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            hand.Send(command);
            hand.TryRead(_positions, _velocities, _efforts, out _);
        }
    }

    /// <summary>Opens a device at rest in the home pose.</summary>
    protected abstract DeviceUnderTest Open(out IHand hand);
}
