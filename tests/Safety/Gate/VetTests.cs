using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

public sealed class VetTests
{
    private static readonly TimeSpan Ms = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Vet_TargetsWithinLimits_PassUnchangedBitByBit()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        var random = new Random(11);
        double[] phase = [.. Enumerable.Range(0, RobotModel.Dof).Select(_ => random.NextDouble() * 6)];
        double[] wanted = rig.Home;
        for (int k = 0; k < 100_000; k++)
        {
            SafeTarget(rig.Robot, k * 0.01, phase, wanted);
            VettedCommand? command = rig.TickFresh(wanted);
            Assert.NotNull(command);
            Assert.True(command.PositionsRad.SequenceEqual(wanted), $"tick {k}: {rig.Report.Describe(rig.Robot)}");
            Assert.Equal(GateChanges.None, rig.Report.Changes);
        }
    }

    // Swings around home at up to 90 % of speed and acceleration, blended in over two seconds.
    private static void SafeTarget(RobotModel robot, double t, double[] phase, double[] wanted)
    {
        double blend = t >= 2 ? 1 : t * t * (3 - t) / 4;
        for (int i = 0; i < wanted.Length; i++)
        {
            JointLimit limit = robot.Limits[i];
            double home = robot.HomeRad.Span[i];
            double room = 0.4 * Math.Min(limit.UpperRad - home, home - limit.LowerRad);
            double rate = 0.5 + (0.1 * i);
            double swing = Math.Min(room, Math.Min(limit.MaxSpeedRadPerS / rate, limit.MaxAccelerationRadPerS2 / (rate * rate)) * 0.3);
            wanted[i] = home + (blend * swing * (Math.Sin((rate * t) + phase[i]) - Math.Sin(phase[i])) / 2);
        }
    }

    [Fact]
    public void Vet_ItsOwnOutput_PassesASecondGateUnchanged()
    {
        var first = new GateRig().Arm();
        var second = new GateRig().Arm();
        first.Tick([]);
        second.Tick([]);
        var random = new Random(12);
        double[] wanted = first.Home;
        for (int k = 0; k < 20_000; k++)
        {
            Adversary.Next(random, first.Robot, first.Gate.LastCommandRad, wanted);
            VettedCommand? once = first.TickFresh(wanted);
            VettedCommand? twice = second.TickFresh(once!.PositionsRad);
            Assert.True(once.PositionsRad.SequenceEqual(twice!.PositionsRad), $"tick {k}");
        }
    }

    [Fact]
    public void Vet_SameInputs_GiveTheSameCommands()
    {
        Assert.Equal(Run(), Run());

        static long Run()
        {
            var rig = new GateRig().Arm();
            rig.Tick([]);
            var random = new Random(13);
            double[] wanted = rig.Home;
            long hash = 17;
            for (int k = 0; k < 5_000; k++)
            {
                Adversary.Next(random, rig.Robot, rig.Gate.LastCommandRad, wanted);
                foreach (double q in rig.TickFresh(wanted)!.PositionsRad)
                    hash = (hash * 31) + BitConverter.DoubleToInt64Bits(q);
            }

            return hash;
        }
    }

    [Fact]
    public void Vet_JumpToAPose_ArrivesExactlyInAboutTheShortestTimeWithoutOvershoot()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        double[] wanted = rig.Home;
        double direction = TowardsMiddle(rig, 3);
        wanted[3] += direction;
        double shortestS = (1 / rig.Robot.Limits[3].MaxSpeedRadPerS) + (rig.Robot.Limits[3].MaxSpeedRadPerS / rig.Robot.Limits[3].MaxAccelerationRadPerS2);
        int ticks = 0;
        while (rig.Gate.LastCommandRad[3] != wanted[3])
        {
            rig.TickFresh(wanted);
            ticks++;
            Assert.True((wanted[3] - rig.Gate.LastCommandRad[3]) * direction >= 0, "ran past the target");
            Assert.True(ticks * 0.01 <= shortestS + 0.1, $"after {ticks} ticks {rig.Gate.LastCommandRad[3] - wanted[3]:R} rad away; {rig.Report}");
        }

        Assert.True(rig.Gate.LastCommandRad.SequenceEqual(wanted));
    }

    [Fact]
    public void Vet_TargetMovesTooFastForAWhile_CatchesUpAgain()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        double[] wanted = rig.Home;
        double direction = rig.Home[0] > 0 ? -1 : 1;
        for (int k = 0; k < 20; k++)
        {
            wanted[0] += 0.03 * direction;
            rig.TickFresh(wanted);
        }

        Assert.NotEqual(wanted[0], rig.Gate.LastCommandRad[0]);
        for (int k = 0; k < 60; k++)
        {
            wanted[0] += 0.01 * direction;
            rig.TickFresh(wanted);
        }

        Assert.Equal(wanted[0], rig.Gate.LastCommandRad[0]);
        Assert.Equal(GateChanges.None, rig.Report.Changes);
    }

    [Fact]
    public void Vet_TargetBeyondTheRange_EndsAtTheLimitAndSaysSo()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        double[] wanted = rig.Home;
        wanted[9] = 1.5;
        for (int k = 0; k < 200; k++)
            rig.TickFresh(wanted);
        Assert.Equal(rig.Robot.Limits[9].UpperRad, rig.Gate.LastCommandRad[9]);
        Assert.Equal(GateChanges.PositionLimited, rig.Report.Changes);
        Assert.Equal((9, 1.5, 1.45), (rig.Report.Joint, rig.Report.WantedRad, rig.Report.SentRad));
        Assert.Contains("Joint index: 1.5 rad wanted, 1.45 rad sent.", rig.Report.Describe(rig.Robot), StringComparison.Ordinal);
        Assert.Equal("changed", GateEvent.OfChange(rig.Gate, rig.Report, rig.Now).Kind);
    }

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
        GateRig rig = Moving(out double[] wanted);
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
        GateRig rig = Moving(out double[] wanted);
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
        GateRig rig = Moving(out double[] wanted);
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
            Vet(rig, rig.Home, blocked);
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
            Vet(rig, rig.Home, measured);
        }

        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
    }

    [Fact]
    public void Vet_MeasurementsMissing_StopsAndLatches()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Admit();
        double[] bad = rig.Home;
        bad[6] = double.NaN;
        Vet(rig, rig.Home, []);
        Vet(rig, rig.Home, bad);
        Assert.Equal(GateMode.Running, rig.Gate.Supervisor.Mode);
        Vet(rig, rig.Home, []);
        Assert.Equal(StopCause.DeviceFault, rig.Gate.Supervisor.Cause);
    }

    [Fact]
    public void Vet_LateTick_BrakesUntilTheNextChunk()
    {
        GateRig rig = Moving(out double[] wanted);
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
        GateRig rig = Moving(out double[] wanted);
        rig.Now += 20 * Ms;
        rig.Tick(wanted);
        Assert.Equal(GateMode.Running, rig.Report.Mode);
    }

    [Fact]
    public void Vet_ClockGoesBack_Latches()
    {
        GateRig rig = Moving(out double[] wanted);
        rig.Now -= TimeSpan.FromHours(1);
        while (rig.Tick(wanted) is not null)
        {
        }

        Assert.Equal(StopCause.ClockFault, rig.Gate.Supervisor.Cause);
    }

    [Fact]
    public void Vet_Disarmed_SendsNothing()
    {
        var rig = new GateRig();
        Assert.Null(rig.Tick(rig.Home));
        Assert.Equal(GateOrder.Silent, rig.Report.Order);
    }

    [Fact]
    public void Vet_ArmedWithoutMeasurement_SendsNothingUntilThereIsOne()
    {
        var rig = new GateRig().Arm();
        Assert.Null(Vet(rig, [], []));
        Assert.NotNull(Vet(rig, [], rig.Home));
    }

    [Fact]
    public void Vet_ArmedOutsideTheRange_StartsAtTheLimit()
    {
        var rig = new GateRig().Arm();
        double[] measured = rig.Home;
        measured[9] = -0.08;
        Assert.Equal(rig.Robot.Limits[9].LowerRad, Vet(rig, [], measured)!.PositionsRad[9]);
    }

    [Fact]
    public void Vet_ArmedAgainNearTheLastCommand_KeepsTheGrip()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        double[] wanted = rig.Home;
        wanted[9] = 1.2;
        for (int k = 0; k < 100; k++)
            rig.TickFresh(wanted);
        rig.Gate.Supervisor.Stop("test");
        rig.Tick([]);
        rig.Gate.Supervisor.Reset(GateRig.Token);
        rig.Arm(2);
        double[] measured = rig.Measured;
        measured[9] = 0.6;
        Assert.Equal(1.2, Vet(rig, [], measured)!.PositionsRad[9]);
    }

    [Fact]
    public void Vet_ArmedAgainAfterThePoseWasChangedByHand_StartsFromTheMeasurement()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        rig.Gate.Supervisor.Stop("test");
        rig.Tick([]);
        rig.Gate.Supervisor.Reset(GateRig.Token);
        rig.Arm(2);
        double[] measured = rig.Home;
        measured[3] += 0.5 * TowardsMiddle(rig, 3);
        Assert.Equal(measured, Vet(rig, [], measured)!.PositionsRad.ToArray());
    }

    [Fact]
    public void Vet_EveryTick_AllocatesNothing()
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        var random = new Random(3);
        double[] wanted = rig.Home;
        rig.Admit();
        for (int k = 0; k < 100; k++)
            Jitter();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 200; k++)
            Jitter();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(GateMode.Running, rig.Report.Mode);

        void Jitter()
        {
            for (int i = 0; i < wanted.Length; i++)
                wanted[i] = rig.Robot.HomeRad.Span[i] + ((random.NextDouble() - 0.5) * 3);
            rig.Tick(wanted);
        }
    }

    private static VettedCommand? Vet(GateRig rig, ReadOnlySpan<double> wanted, ReadOnlySpan<double> measured)
    {
        rig.Now += rig.Options.TickPeriod;
        return rig.Gate.Vet(wanted, measured, rig.Now, out _);
    }

    private static double TowardsMiddle(GateRig rig, int joint) =>
        Math.Sign(((rig.Robot.Limits[joint].LowerRad + rig.Robot.Limits[joint].UpperRad) / 2) - rig.Home[joint]);

    /// <summary>Returns a robot whose elbow moves at full speed.</summary>
    private static GateRig Moving(out double[] wanted)
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        wanted = rig.Home;
        wanted[3] += 2.5 * TowardsMiddle(rig, 3);
        for (int k = 0; k < 40; k++)
            rig.TickFresh(wanted);
        return rig;
    }
}
