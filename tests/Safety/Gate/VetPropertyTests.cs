using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

public sealed class VetPropertyTests
{
    [Theory]
    [InlineData(1, 10, 1, 1)]
    [InlineData(2, 10, 0.3, 0.5)]
    [InlineData(3, 2, 1, 1)]
    [InlineData(4, 1, 0.05, 1)]
    [InlineData(5, 50, 1, 0.5)]
    public void Vet_AnyInputs_OutputKeepsAllLimitsAndCanStop(int seed, int periodMs, double speedScale, double accelerationScale)
    {
        var options = new SafetyGateOptions
        {
            TickPeriod = TimeSpan.FromMilliseconds(periodMs),
            SpeedScale = speedScale,
            AccelerationScale = accelerationScale,
        };
        var rig = new GateRig(options).Arm();
        rig.Tick([]);
        var random = new Random(seed);
        var oracle = new LimitOracle(rig.Robot, periodMs / 1000.0, speedScale, accelerationScale);
        Assert.Null(oracle.Watch(rig.Gate.LastCommandRad));
        double[] wanted = rig.Home;
        int commands = 0;
        for (int k = 0; k < 40_000; k++)
        {
            Adversary.Next(random, rig.Robot, rig.Gate.LastCommandRad, wanted);
            VettedCommand? command = rig.TickFresh(wanted);
            Assert.NotNull(command);
            string? broken = oracle.Watch(command.PositionsRad);
            Assert.True(broken is null, $"tick {k}: {broken}");
            commands += RobotModel.Dof;
        }

        Assert.True(commands >= 500_000);
    }
}
