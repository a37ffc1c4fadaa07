using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

public sealed class VetTests
{
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
        double direction = rig.TowardsMiddle(3);
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
        Assert.Null(rig.Vet([], []));
        Assert.NotNull(rig.Vet([], rig.Home));
    }

    [Fact]
    public void Vet_FirstCommandOfALease_IsThePoseThatTheRobotIsIn()
    {
        var rig = new GateRig().Arm();
        rig.Admit();
        double[] wanted = rig.Home;
        wanted[0] += rig.Home[0] > 0 ? -0.0001 : 0.0001;
        Assert.Equal(rig.Home, rig.Tick(wanted)!.PositionsRad.ToArray());
        Assert.Equal(wanted, rig.Tick(wanted)!.PositionsRad.ToArray());
    }

    [Fact]
    public void Vet_ArmedOutsideTheRange_StartsAtTheLimit()
    {
        var rig = new GateRig().Arm();
        double[] measured = rig.Home;
        measured[9] = -0.08;
        Assert.Equal(rig.Robot.Limits[9].LowerRad, rig.Vet([], measured)!.PositionsRad[9]);
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
        Assert.Equal(1.2, rig.Vet([], measured)!.PositionsRad[9]);
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
        measured[3] += 0.5 * rig.TowardsMiddle(3);
        Assert.Equal(measured, rig.Vet([], measured)!.PositionsRad.ToArray());
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
}
