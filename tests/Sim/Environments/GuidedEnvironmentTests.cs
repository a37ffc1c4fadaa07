using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Environments.Classic;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

public sealed class GuidedEnvironmentTests : EnvironmentContract
{
    [Fact]
    public void Observe_AfterEveryStep_EndsWithWhatTheExpertDoesThere()
    {
        using var plain = new InvertedPendulum();
        using var guided = new GuidedEnvironment(new InvertedPendulum(), new Counting());
        var (seen, same) = (new float[plain.Spec.ObservationSize], new float[plain.Spec.ObservationSize]);
        var (privileged, shown) = (new float[plain.Spec.PrivilegedSize], new float[guided.Spec.PrivilegedSize]);
        plain.Reset(5);
        guided.Reset(5);
        for (int step = 0; step < 4; step++)
        {
            plain.Observe(seen, privileged);
            guided.Observe(same, shown);
            guided.Observe(same, shown);
            Assert.Equal(seen, same);
            Assert.Equal(privileged, shown[..^1]);
            Assert.Equal(0.1f * (step + 1), shown[^1], 6);
            plain.Step([0.01f]);
            guided.Step([0.01f]);
        }

        guided.Reset(5);
        guided.Observe(same, shown);
        Assert.Equal(0.1f, shown[^1], 6);
    }

    /// <inheritdoc/>
    protected override IEnvironment Make() => new GuidedEnvironment(new InvertedPendulum(), new Counting());

    /// <inheritdoc/>
    protected override float[]? Patient(IEnvironment environment, int step)
    {
        float[] see = new float[4], shown = new float[environment.Spec.PrivilegedSize];
        environment.Observe(see, shown);
        return [(5 * see[1]) + see[3] + (0.2f * see[0]) + (0.3f * see[2])];
    }

    // Tells how often it was asked since the episode began.
    private sealed class Counting : IExpert
    {
        private int _asked;

        public void Begin(ulong seed) => _asked = 0;

        public void Act(Span<float> action) => action[0] = 0.1f * ++_asked;
    }
}
