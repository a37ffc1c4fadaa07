using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

/// <summary>Throws everything at the gate at once: hostile targets, lost measurements, late ticks, stops, faults, resets, new leases.</summary>
public sealed class MixedEventsPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Vet_AnyMixOfEvents_KeepsTheLimitsAndStaysSilentWhenLatched(int seed)
    {
        var random = new Random(seed);
        var rig = new GateRig();
        rig.Tick([]);
        var oracle = new LimitOracle(rig.Robot, 0.01);
        double[] wanted = rig.Home;
        Guid sentLease = default;
        int lease = 0, ticksSinceStop = 0;
        var seen = new HashSet<(GateMode, GateOrder)>();
        for (int k = 0; k < 100_000; k++)
        {
            ticksSinceStop = Disturb(random, rig, ref lease) ? 1 : ticksSinceStop > 0 ? ticksSinceStop + 1 : 0;
            bool latchedBefore = rig.Gate.Supervisor.Mode == GateMode.Latched;
            Adversary.Next(random, rig.Robot, rig.Gate.LastCommandRad, wanted);
            rig.Now += TimeSpan.FromMilliseconds(random.Next(200) == 0 ? 45 : 10);
            VettedCommand? command = rig.Gate.Vet(Targets(random, wanted), Measurement(random, rig), rig.Now, out GateReport report);
            seen.Add((report.Mode, report.Order));
            if (latchedBefore || report.Mode is GateMode.Latched or GateMode.Disarmed)
                Assert.Null(command);
            if (report.Mode is GateMode.Latched or GateMode.Disarmed)
                ticksSinceStop = 0;
            Assert.True(ticksSinceStop < 30, $"tick {k}: still moving {ticksSinceStop} ticks after a stop");
            if (command is null)
                continue;
            if (sentLease != rig.Gate.Supervisor.Lease)
                oracle = new LimitOracle(rig.Robot, 0.01);
            sentLease = rig.Gate.Supervisor.Lease;
            string? broken = oracle.Watch(command.PositionsRad);
            Assert.True(broken is null, $"tick {k}, {report}: {broken}");
            command.PositionsRad.CopyTo(rig.Measured);
        }

        Assert.Superset(new HashSet<(GateMode, GateOrder)>
        {
            (GateMode.Disarmed, GateOrder.Silent), (GateMode.Armed, GateOrder.Hold), (GateMode.Running, GateOrder.Follow),
            (GateMode.Running, GateOrder.Hold), (GateMode.Braking, GateOrder.Brake), (GateMode.Latched, GateOrder.Silent),
        }, seen);
    }

    /// <summary>Returns whether a stop was asked for that has to end in silence.</summary>
    private static bool Disturb(Random random, GateRig rig, ref int lease)
    {
        switch (random.Next(400))
        {
            case 0:
                rig.Gate.Supervisor.Stop("test");
                return true;
            case 1:
                rig.Gate.Supervisor.DeviceFault("test");
                return true;
            case < 8:
                rig.Gate.Supervisor.Reset(GateRig.Token);
                break;
            case < 16 when rig.Gate.Supervisor.Mode is GateMode.Disarmed:
                rig.Arm(++lease);
                break;
            case < 60:
                rig.Admit(new ActionChunk([.. rig.Gate.LastCommandRad, .. rig.Gate.LastCommandRad], rig.Now));
                break;
        }

        return false;
    }

    private static ReadOnlySpan<double> Targets(Random random, double[] wanted) => random.Next(12) switch
    {
        0 => [],
        1 => wanted.AsSpan(0, random.Next(RobotModel.Dof)),
        _ => wanted,
    };

    private static ReadOnlySpan<double> Measurement(Random random, GateRig rig)
    {
        switch (random.Next(30))
        {
            case 0:
                return [];
            case 1:
                double[] broken = [.. rig.Measured];
                broken[random.Next(RobotModel.Dof)] = double.NaN;
                return broken;
            case 2:
                double[] off = [.. rig.Measured];
                off[random.Next(RobotModel.ArmDof)] += 0.3;
                return off;
            default:
                return rig.Measured;
        }
    }
}
