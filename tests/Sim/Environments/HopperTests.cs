using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments.Classic;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

public sealed class HopperTests : EnvironmentContract
{
    protected override IEnvironment Make() => new Hopper();

    [Fact]
    public void Observe_AtTheStart_IsTheStandingHopper()
    {
        using var environment = new Hopper();
        environment.Reset(1);
        var see = new float[11];
        environment.Observe(see, []);

        Assert.InRange(see[0], 1.245f, 1.255f);
        Assert.All(see[1..], number => Assert.InRange(number, -0.005f, 0.005f));
    }

    [Fact]
    public void Step_Standing_IsPaidForBeingHealthyLessTheEffort()
    {
        using var environment = new Hopper();
        float[] costs = new float[1], metrics = new float[2];
        environment.Reset(1);

        float still = environment.Step([0, 0, 0]).Reward;
        environment.ReadCosts(costs);
        Assert.Equal(0, costs[0]);
        environment.ReadMetrics(metrics);
        Assert.Equal(still, 1 + (metrics[1] / 0.008f), 4);
        environment.Step([0.5f, -0.5f, 1]);
        environment.ReadCosts(costs);
        Assert.Equal(1.5f, costs[0], 5);
    }
}
