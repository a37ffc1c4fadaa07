using DexGrasp.Core.Environments;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

/// <content>How episodes are run and compared.</content>
public abstract partial class EnvironmentContract
{
    /// <summary>Returns actions of a seed, each number from -1 to 1.</summary>
    private static IEnumerable<float[]> Actions(EnvironmentSpec spec, ulong seed, int count)
    {
        var random = new EpisodeRandom(EpisodeRandom.Derive(seed, 12345));
        for (int k = 0; k < count; k++)
        {
            var action = new float[spec.ActionSize];
            for (int i = 0; i < action.Length; i++)
                action[i] = (float)random.Between(-1, 1);
            yield return action;
        }
    }

    private static uint[] Trace(IEnvironment environment, ulong seed, Action? between = null, float scale = 1)
    {
        var bits = new List<uint>();
        environment.Reset(seed);
        bits.AddRange(Bits(environment));
        foreach (float[] action in Actions(environment.Spec, seed: 1, Some))
        {
            between?.Invoke();
            (uint[] step, bool done) = StepAndSee(environment, [.. action.Select(a => a * scale)]);
            bits.AddRange(step);
            if (done)
                break;
        }

        return [.. bits];
    }

    private static uint[] StepBits(IEnvironment environment, float[] action) => StepAndSee(environment, action).Bits;

    private static (uint[] Bits, bool Done) StepAndSee(IEnvironment environment, float[] action)
    {
        StepResult result = environment.Step(action);
        return ([BitConverter.SingleToUInt32Bits(result.Reward), result.Terminated ? 1u : 0, result.Truncated ? 1u : 0, .. Bits(environment)], result.Done);
    }

    private static IEnumerable<uint> Bits(IEnvironment environment)
    {
        EnvironmentSpec spec = environment.Spec;
        float[] observation = new float[spec.ObservationSize], privileged = new float[spec.PrivilegedSize], costs = new float[spec.CostNames.Count], metrics = new float[spec.MetricNames.Count];
        environment.Observe(observation, privileged);
        environment.ReadCosts(costs);
        environment.ReadMetrics(metrics);
        return observation.Concat(privileged).Concat(costs).Concat(metrics).Select(BitConverter.SingleToUInt32Bits);
    }

    private static int Finish(IEnvironment environment, float[] action)
    {
        for (int step = 1; step <= environment.Spec.MaxSteps; step++)
            if (environment.Step(action).Done)
                return step;
        throw new Xunit.Sdk.XunitException($"The episode goes on after Spec.MaxSteps, {environment.Spec.MaxSteps} steps; truncate it there.");
    }

    private static void CheckNumbers(IEnvironment environment, string when)
    {
        EnvironmentSpec spec = environment.Spec;
        float[] observation = new float[spec.ObservationSize], privileged = new float[spec.PrivilegedSize], costs = new float[spec.CostNames.Count];
        Array.Fill(observation, float.NaN);
        Array.Fill(privileged, float.NaN);
        Array.Fill(costs, float.NaN);
        environment.Observe(observation, privileged);
        environment.ReadCosts(costs);
        int bad = Array.FindIndex(observation, x => !float.IsFinite(x)), hidden = Array.FindIndex(privileged, x => !float.IsFinite(x));
        Assert.True(bad < 0, $"Observation {bad} is not finite or not written {when}.");
        Assert.True(hidden < 0, $"Privileged number {hidden} is not finite or not written {when}.");
        Assert.True(Array.TrueForAll(costs, c => c >= 0), $"A cost is below 0, not finite or not written {when}: {string.Join(", ", costs)}.");
    }
}
