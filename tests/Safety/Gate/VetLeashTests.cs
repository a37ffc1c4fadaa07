using DexGrasp.Core.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

/// <summary>An elbow that follows with a delay of 50 ms and runs into a wall.</summary>
public sealed class VetLeashTests
{
    private const int Elbow = 3;
    private const int DelayTicks = 5;
    private const double WallRad = 0.4;

    private readonly GateRig _rig = new GateRig().Arm();
    private readonly Queue<double> _sent = [];
    private double _at;

    public VetLeashTests()
    {
        _rig.Vet([], _rig.Home);
        for (int k = 0; k < DelayTicks; k++)
            _sent.Enqueue(_rig.Home[Elbow]);
    }

    // How far the command is from home, towards the wall.
    private double CommandRad => (_rig.Gate.LastCommandRad[Elbow] - _rig.Home[Elbow]) * _rig.TowardsMiddle(Elbow);

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2)]
    public void Vet_ArmRunsIntoAnObstacle_PressesWithABoundedForceAndDoesNotTrip(double speedRadPerS)
    {
        bool reported = false;
        for (int k = 0; k < 300; k++)
        {
            Move(Math.Min(1.2, k * 0.01 * speedRadPerS), WallRad);
            reported |= _rig.Report.Changes.HasFlag(GateChanges.HeldUp);
        }

        Assert.Equal(GateMode.Running, _rig.Gate.Supervisor.Mode);
        Assert.True(reported);
        Assert.InRange(CommandRad - WallRad, 0, Math.Max(_rig.Options.LeashRad, 0.01 * speedRadPerS + _rig.Options.HeldUpRad) + 1e-9);
    }

    [Fact]
    public void Vet_ObstacleGoesAway_FollowsUnchangedAgain()
    {
        for (int k = 0; k < 200; k++)
            Move(Math.Min(1.2, k * 0.01), WallRad);
        for (int k = 0; k < 200; k++)
            Move(1.2, 10);
        Assert.Equal(1.2, CommandRad, 12);
        Assert.Equal(GateChanges.None, _rig.Report.Changes);
    }

    [Fact]
    public void Vet_TargetTurnsBackFromTheObstacle_FollowsAtOnce()
    {
        for (int k = 0; k < 200; k++)
            Move(Math.Min(1.2, k * 0.01), WallRad);
        for (int k = 0; k < 100; k++)
            Move(0.2, WallRad);
        Assert.Equal(0.2, CommandRad, 12);
    }

    [Fact]
    public void Vet_ArmHeldUpForTooLong_TripsAndSaysWhichJoint()
    {
        int ticks = (int)(_rig.Options.HeldUpFor / _rig.Options.TickPeriod);
        for (int k = 0; k < ticks + 100; k++)
            Move(Math.Min(1.2, k * 0.01), WallRad);
        Assert.Equal(StopCause.TrackingError, _rig.Gate.Supervisor.Cause);
        Assert.Contains("arm_4 was held up for 5 s", _rig.Gate.Supervisor.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Vet_MeasurementJumpsByAnOffset_CommandDoesNotRunAfterIt(double offsetRad)
    {
        for (int k = 0; k < 300; k++)
        {
            Move(0.2, 10, k < 50 ? 0 : -offsetRad);
            Assert.InRange(CommandRad, 0, 0.205);
        }

        if (_rig.Gate.Supervisor.Mode == GateMode.Running)
            Assert.Equal(0.2, CommandRad, 12);
    }

    private void Move(double wantedRad, double wallRad, double offsetRad = 0)
    {
        double towards = _rig.TowardsMiddle(Elbow);
        double[] wanted = _rig.Home, measured = _rig.Home;
        wanted[Elbow] += wantedRad * towards;
        _at = Math.Min((_sent.Dequeue() - _rig.Home[Elbow]) * towards, wallRad);
        measured[Elbow] += (_at + offsetRad) * towards;
        if (_rig.Gate.Supervisor.Mode != GateMode.Latched)
            _rig.Admit(new([.. _rig.Gate.LastCommandRad], _rig.Now));
        _rig.Vet(wanted, measured);
        _sent.Enqueue(_rig.Gate.LastCommandRad[Elbow]);
    }
}
