using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments.Classic;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

public sealed class InvertedPendulumTests : EnvironmentContract
{
    protected override IEnvironment Make() => new InvertedPendulum();

    // A linear law by hand: lean against the pole, and slowly back to the middle.
    protected override float[]? Patient(IEnvironment environment, int step)
    {
        var see = new float[4];
        environment.Observe(see, []);
        return [(5 * see[1]) + see[3] + (0.2f * see[0]) + (0.3f * see[2])];
    }

    [Fact]
    public void Step_LeftAlone_FallsAndSaysSo()
    {
        using var environment = new InvertedPendulum();
        environment.Reset(1);
        int steps = 1;
        StepResult result = environment.Step([0]);
        for (; !result.Done; steps++)
            result = environment.Step([0]);
        var see = new float[4];
        environment.Observe(see, []);

        Assert.True(result is { Terminated: true, Truncated: false, Reward: 1 });
        Assert.InRange(steps, 5, 100);
        Assert.True(Math.Abs(see[1]) > 0.2f);
    }
}
