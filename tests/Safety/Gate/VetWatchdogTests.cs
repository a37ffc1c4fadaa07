using DexGrasp.Core.Messages;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

/// <summary>When the gate holds, brakes, latches and goes on.</summary>
public sealed class VetWatchdogTests
{
    private static readonly TimeSpan Ms = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Vet_TargetNotFinite_IsTakenAsNoTarget(double value)
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit();
        double[] wanted = rig.Home;
        wanted[4] = value;
        for (int k = 0; k < 60; k++)
        {
            rig.Tick(wanted);
            Assert.True(rig.Report.Changes.HasFlag(GateChanges.NotFinite) || rig.Report.Mode == GateMode.Latched);
        }

        Assert.Equal(GateMode.Latched, rig.Report.Mode);
        Assert.Equal(StopCause.CommandGap, rig.Gate.Supervisor.Cause);
    }

    [Fact]
    public void Vet_WrongLength_IsTakenAsNoTarget()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit();
        rig.Tick([1, 2, 3]);
        Assert.Equal(GateChanges.WrongLength, rig.Report.Changes);
        Assert.Equal(rig.Home, rig.Gate.LastCommandRad.ToArray());
    }

    [Fact]
    public void Vet_NoTargetAnyMore_HoldsAt50BrakesAt100AndLatchesAt500Ms()
    {
        GateRig rig = GateRig.Moving(out double[] wanted);
        TimeSpan last = rig.Now;
        var seen = new Dictionary<GateOrder, double>();
        while (rig.Now - last < 700 * Ms)
        {
            rig.Tick([]);
            seen.TryAdd(rig.Report.Order, (rig.Now - last).TotalMilliseconds);
        }

        Assert.Equal(10, seen[GateOrder.Follow]);
        Assert.Equal(60, seen[GateOrder.Hold]);
        Assert.Equal(110, seen[GateOrder.Brake]);
        Assert.Equal(510, seen[GateOrder.Silent]);
        Assert.Equal(GateMode.Latched, rig.Gate.Supervisor.Mode);
        Assert.Null(rig.Tick(wanted));
    }

    [Fact]
    public void Vet_NewChunkWhileBrakingForAGap_Resumes()
    {
        GateRig rig = GateRig.Moving(out double[] wanted);
        for (int k = 0; k < 20; k++)
            rig.Tick([]);
        Assert.Equal(GateMode.Braking, rig.Report.Mode);
        Assert.NotNull(rig.Tick(wanted));
        Assert.Equal(GateMode.Braking, rig.Report.Mode);
        Assert.True(rig.Admit(new ActionChunk([.. rig.Gate.LastCommandRad], rig.Now)).Accepted);
        rig.Tick(wanted);
        Assert.Equal((GateMode.Running, GateOrder.Follow), (rig.Report.Mode, rig.Report.Order));
    }

    [Fact]
    public void Vet_ChunkPlayedToItsRest_GoesBackToArmedAndStays()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit(rig.Chunk(steps: 4));
        for (int k = 0; k < 20; k++)
            rig.Tick(rig.Home);
        for (int k = 0; k < 200; k++)
            Assert.NotNull(rig.Tick([]));
        Assert.Equal((GateMode.Armed, GateOrder.Hold), (rig.Report.Mode, rig.Report.Order));
        Assert.True(rig.Admit().Accepted);
    }

    [Fact]
    public void Vet_PlayoutStopsBeforeTheRest_IsAGap()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit(rig.Chunk(steps: 40));
        rig.Tick(rig.Home);
        for (int k = 0; k < 60; k++)
            rig.Tick([]);
        Assert.Equal(GateMode.Latched, rig.Report.Mode);
    }

    [Fact]
    public void Vet_TargetsAfterValidityIsOver_AreIgnored()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        ActionChunk chunk = rig.Chunk();
        rig.Gate.Admit(rig.Header(chunk) with { ValidFor = 200 * Ms }, chunk, rig.Now);
        for (int k = 0; k < 20; k++)
        {
            rig.Tick(rig.Home);
            Assert.Equal(GateChanges.None, rig.Report.Changes);
        }

        rig.Tick(rig.Home);
        Assert.Equal(GateChanges.Expired, rig.Report.Changes);
        for (int k = 0; k < 60; k++)
            rig.Tick(rig.Home);
        Assert.Equal(GateMode.Latched, rig.Report.Mode);
    }

    [Fact]
    public void Vet_StopWhileMoving_BrakesAsHardAsAllowedThenSendsNothing()
    {
        GateRig rig = GateRig.Moving(out double[] wanted);
        var oracle = new LimitOracle(rig.Robot, 0.01);
        double speed = rig.Robot.Limits[3].MaxSpeedRadPerS;
        int expectedTicks = (int)Math.Ceiling(speed / (rig.Robot.Limits[3].MaxAccelerationRadPerS2 * 0.01));
        rig.Gate.Supervisor.Stop("a person said so");
        int ticks = 0;
        double before = rig.Gate.LastCommandRad[3];
        while (rig.Tick(wanted) is VettedCommand command)
        {
            Assert.Equal(GateOrder.Brake, rig.Report.Order);
            if (command.PositionsRad[3] != before)
                ticks++;
            before = command.PositionsRad[3];
            if (ticks > 1)
                Assert.Null(oracle.Watch(command.PositionsRad) is string s && s.Contains("position", StringComparison.Ordinal) ? s : null);
        }

        Assert.InRange(ticks, expectedTicks - 1, expectedTicks + 1);
        Assert.Equal(GateMode.Latched, rig.Report.Mode);
        Assert.Equal("Stop requested: a person said so", rig.Gate.Supervisor.Words);
        Assert.Equal("Requested", GateEvent.OfMode(rig.Gate, rig.Now).Reason);
    }

    [Fact]
    public void Vet_ArmJointDoesNotFollow_TripsAndLatches()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit();
        double[] blocked = rig.Home;
        blocked[1] += 0.2;
        for (int k = 0; k < 15; k++)
            rig.Vet(rig.Home, blocked);
        Assert.Equal(GateMode.Latched, rig.Gate.Supervisor.Mode);
        Assert.Equal(StopCause.TrackingError, rig.Gate.Supervisor.Cause);
        Assert.Contains("arm_2", rig.Gate.Supervisor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Vet_ShortTrackingErrorOrHandBehindItsCommand_DoesNotTrip()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit();
        double[] measured = rig.Home;
        measured[10] += 1.2;
        for (int k = 0; k < 100; k++)
        {
            measured[1] = rig.Home[1] + (k % 10 == 0 ? 0 : 0.3);
            rig.Vet(rig.Home, measured);
        }

        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
    }

    [Fact]
    public void Vet_ArmFollowsAFastMotionWithADelay_DoesNotTrip()
    {
        GateRig rig = Late(delayTicks: 15, out double largestRad);
        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
        Assert.True(largestRad > rig.Options.TrackingErrorRad, $"only {largestRad} rad behind");
    }

    [Fact]
    public void Vet_ArmFollowsMuchTooLateWithoutALeash_Trips()
    {
        var options = new SafetyGateOptions { HeldUpRad = 1, LeashRad = 1 };
        Assert.Equal(StopCause.TrackingError, Late(delayTicks: 40, out _, options).Gate.Supervisor.Cause);
    }

    [Fact]
    public void Vet_ArmFollowsMuchTooLate_CommandWaitsForIt()
    {
        GateRig rig = Late(delayTicks: 40, out double largestRad);
        Late(delayTicks: 40, out double withoutRad, new SafetyGateOptions { HeldUpRad = 1, LeashRad = 1, TrackingErrorRad = 1 });
        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
        Assert.True(largestRad < 0.75 * withoutRad, $"{largestRad} rad behind with a leash, {withoutRad} rad without");
    }

    // The elbow swings to and fro as fast as it may.
    private static GateRig Late(int delayTicks, out double largestRad, SafetyGateOptions? options = null)
    {
        var rig = new GateRig(options).Arm();
        var sent = new Queue<double[]>(Enumerable.Repeat(rig.Home, delayTicks));
        double[] wanted = rig.Home;
        rig.Vet([], rig.Home);
        largestRad = 0;
        for (int k = 0; k < 120; k++)
        {
            if (k % 30 == 0)
                rig.Admit(new ActionChunk([.. rig.Gate.LastCommandRad], rig.Now));
            wanted[3] = rig.Home[3] + (k / 60 % 2 == 0 ? 1.2 * rig.TowardsMiddle(3) : 0);
            double[] measured = sent.Dequeue();
            largestRad = Math.Max(largestRad, Math.Abs(measured[3] - rig.Gate.LastCommandRad[3]));
            rig.Vet(wanted, measured);
            sent.Enqueue(rig.Gate.LastCommandRad.ToArray());
        }

        return rig;
    }

    [Fact]
    public void Vet_MeasurementsMissing_StopsAndLatches()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit();
        double[] bad = rig.Home;
        bad[6] = double.NaN;
        rig.Vet(rig.Home, []);
        rig.Vet(rig.Home, bad);
        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
        rig.Vet(rig.Home, []);
        Assert.Equal(StopCause.DeviceFault, rig.Gate.Supervisor.Cause);
    }

    [Fact]
    public void Vet_LateTick_BrakesUntilTheNextChunk()
    {
        GateRig rig = GateRig.Moving(out double[] wanted);
        rig.Now += 21 * Ms;
        rig.Tick(wanted);
        Assert.Equal((GateMode.Braking, StopCause.LoopLate), (rig.Report.Mode, rig.Gate.Supervisor.Cause));
        Assert.True(rig.Admit(new ActionChunk([.. rig.Gate.LastCommandRad], rig.Now)).Accepted);
        rig.Tick(wanted);
        Assert.Equal(GateMode.Running, rig.Report.Mode);
    }

    [Fact]
    public void Vet_TickLateByExactlyTheAllowance_RunsOn()
    {
        GateRig rig = GateRig.Moving(out double[] wanted);
        rig.Now += 20 * Ms;
        rig.Tick(wanted);
        Assert.Equal(GateMode.Running, rig.Report.Mode);
    }

    [Fact]
    public void Vet_ClockGoesBack_Latches()
    {
        GateRig rig = GateRig.Moving(out double[] wanted);
        rig.Now -= TimeSpan.FromHours(1);
        while (rig.Tick(wanted) is not null)
        {
        }

        Assert.Equal(StopCause.ClockFault, rig.Gate.Supervisor.Cause);
    }
}
