using DexGrasp.Core.Environments;
using DexGrasp.Learning.Rl;
using DexGrasp.Sim.Environments;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class RolloutCollectorTests
{
    private const int Environments = 8, Steps = 20;

    // As long as an episode: those that have not arrived are cut off in the last step, after which statistics do not change.
    [Fact]
    public void Collect_EpisodesCutOff_JudgesTheirOwnLastObservations()
    {
        using VectorEnvironment environments = ReachEnvironment.Vector(Environments);
        (PpoState state, RolloutBuffer buffer) = Collect(environments);
        using PpoState owned = state;
        EnvironmentBatch batch = environments.Batch;
        int cutOff = 0;

        for (int i = 0; i < Environments; i++)
        {
            int row = ((Steps - 1) * Environments) + i;
            if (!batch.Truncated[i])
                continue;
            cutOff++;
            var input = new float[3];
            state.Normalizer.ApplyRow(batch.FinalObservations, batch.FinalPrivileged, i, input);
            Assert.Equal(Value(state, input), buffer.FinalValues[row], 5);
            state.Normalizer.ApplyRow(batch.Observations, batch.Privileged, i, input);
            Assert.Equal(Value(state, input), buffer.LastValues[i], 5);
            Assert.NotEqual(buffer.FinalValues[row], buffer.LastValues[i]);
        }

        Assert.InRange(cutOff, 2, Environments);
    }

    [Fact]
    public void Collect_DrawnActions_HaveTheDensityThatIsKept()
    {
        using VectorEnvironment environments = ReachEnvironment.Vector(Environments);
        (PpoState state, RolloutBuffer buffer) = Collect(environments);
        using PpoState owned = state;
        double deviation = Math.Exp(SmallRuns.Options.InitialLogStd);

        double[] distances = [.. buffer.Actions.Zip(buffer.Means, (a, m) => (a - m) / deviation)];

        for (int k = 0; k < distances.Length; k++)
            Assert.Equal((-0.5 * distances[k] * distances[k]) - SmallRuns.Options.InitialLogStd - (0.5 * Math.Log(2 * Math.PI)), buffer.LogProbabilities[k], 4);
        Assert.InRange(distances.Average(), -0.3, 0.3);
        Assert.InRange(distances.Average(d => d * d), 0.7, 1.3);
        Assert.Equal(distances.Length, distances.Distinct().Count());
    }

    [Fact]
    public void Mean_OtherPrivilegedNumbers_IsTheSameWhileTheValueIsNot()
    {
        using var state = new PpoState(PolicySizes.Of(ReachEnvironment.Size(2)), SmallRuns.Options);
        using var scope = NewDisposeScope();
        Tensor seen = tensor([0.3f, -0.2f, 1f], [1, 3]), other = tensor([0.3f, -0.2f, -1f], [1, 3]);

        Assert.Equal(state.Network.MeanOfInputs(seen).item<float>(), state.Network.MeanOfInputs(other).item<float>());
        Assert.NotEqual(state.Network.Value(seen).item<float>(), state.Network.Value(other).item<float>());
    }

    private static (PpoState State, RolloutBuffer Buffer) Collect(VectorEnvironment environments)
    {
        PpoOptions options = SmallRuns.Options with { Environments = Environments, RolloutSteps = Steps };
        var state = new PpoState(PolicySizes.Of(environments.Spec), options);
        var buffer = new RolloutBuffer(state.Sizes, Steps, Environments);
        environments.Reset(4);
        new RolloutCollector(environments, state.Network, state.Normalizer, state.Scaler, new EpisodeTally(environments.Spec, Environments, state.Faults)).Collect(buffer, 6);
        return (state, buffer);
    }

    private static float Value(PpoState state, float[] input)
    {
        using var scope = NewDisposeScope();
        return state.Network.Value(tensor(input, [1, 3])).item<float>();
    }
}
