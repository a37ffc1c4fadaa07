using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public class RetrievalEnvironmentTests(RetrievalScenes scenes) : IClassFixture<RetrievalScenes>
{
    [Theory]
    [InlineData(RetrievalActions.Wrist, 10)]
    [InlineData(RetrievalActions.Joints, 13)]
    public void Step_WithRandomActions_RepeatsByBitsAndStaysFinite(RetrievalActions actions, int size)
    {
        var options = new RetrievalOptions { Actions = actions };
        using var first = new RetrievalEnvironment(scenes.Worlds, options);
        using var second = new RetrievalEnvironment(scenes.Worlds, options);
        Assert.Equal(size, first.Spec.ActionSize);
        float[] a = Roll(first, 7, 60), other = Roll(second, 8, 20), b = Roll(second, 7, 60);
        Assert.Equal(a, b);
        Assert.NotEqual(a[..other.Length], other);
        Assert.All(a, n => Assert.True(float.IsFinite(n)));
    }

    [Fact]
    public void StepAndReset_AllocateNothing()
    {
        using var environment = new RetrievalEnvironment(scenes.Worlds, new RetrievalOptions { MaxSteps = 12 });
        float[] action = new float[environment.Spec.ActionSize], seen = new float[environment.Spec.ObservationSize];
        float[] costs = new float[2], metrics = new float[5];
        Run(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run(ulong seed)
        {
            environment.Reset(seed);
            StepResult result;
            do
            {
                action[2] = -1;
                result = environment.Step(action);
                environment.Observe(seen, []);
                environment.ReadCosts(costs);
                environment.ReadMetrics(metrics);
            }
            while (!result.Done);
        }
    }

    [Fact]
    public void Step_WhenOccludersAreGone_SucceedsAtTheNextReadingAndPaysTheImprovement()
    {
        using var environment = new RetrievalEnvironment(scenes.Worlds);
        environment.Reset(0, 4);
        double before = environment.LastExposure, sum = 0;
        for (int i = 1; i < environment.Simulation.Objects; i++)
            environment.Simulation.Shift(i, new Vector3d(0, 0.4, 0));
        StepResult result = default;
        for (int step = 0; step < 10; step++)
        {
            Assert.False(result.Done);
            result = environment.Step(new float[10]);
            sum += result.Reward;
        }

        float[] metrics = new float[5];
        environment.ReadMetrics(metrics);
        Assert.True(result.Terminated);
        Assert.Equal([1, 10, 1, 1, (float)before], metrics);
        Assert.InRange(result.Reward, 9, 11);
        Assert.InRange(sum, (20 * (0.99 - before)) + 10 - 4, (20 * (0.99 - before)) + 10 + 1);
        Assert.Throws<InvalidOperationException>(() => environment.Step(new float[10]));
    }

    [Fact]
    public void Step_WhenObjectsAreOutside_CostsOnceEachAndLosingTheTargetEndsTheEpisode()
    {
        using var environment = new RetrievalEnvironment(scenes.Worlds);
        environment.Reset(0, 4);
        environment.Simulation.Shift(1, new Vector3d(0, 0.5, 0));
        float[] costs = new float[2];
        environment.Step(new float[10]);
        environment.ReadCosts(costs);
        Assert.Equal(1, costs[0]);
        environment.Step(new float[10]);
        environment.ReadCosts(costs);
        Assert.Equal(0, costs[0]);
        environment.Simulation.Shift(0, new Vector3d(0, 0.5, 0));
        StepResult result = environment.Step(new float[10]);
        Assert.True(result is { Terminated: true, Truncated: false, Fault: null });
        Assert.True(result.Reward < -9);
    }

    [Fact]
    public void Step_NotFiniteAction_IsAFault()
    {
        using var environment = new RetrievalEnvironment(scenes.Worlds);
        environment.Reset(1);
        float[] action = new float[10];
        action[3] = float.NaN;
        StepResult result = environment.Step(action);
        Assert.True(result is { Truncated: true, Terminated: false, Reward: 0, Fault: not null });
    }

    [Fact]
    public void Step_InQuickWorlds_GoesWithoutWarnings()
    {
        using var worlds = new RetrievalWorlds(scenes.Library, quick: true);
        using var environment = new RetrievalEnvironment(worlds);
        Assert.All(Roll(environment, 5, 100), n => Assert.True(float.IsFinite(n)));
        Assert.False(environment.Simulation.IsBroken);
    }

    [Fact]
    public void Scripts_RunAndRaiseTheExposure()
    {
        RetrievalScript script = new RakingStrokes();
        using var environment = new RetrievalEnvironment(scenes.Worlds, script.Options);
        BaselineResult[] results = [.. Enumerable.Range(0, scenes.Worlds.Count).Select(k => BaselineRun.Episode(environment, script, k, 1))];
        Assert.All(results, r => Assert.Null(r.Fault));
        Assert.True(results.Average(r => r.Exposure) > scenes.Library.Piles.Average(p => p.Exposure) + 0.1);
    }

    private static float[] Roll(RetrievalEnvironment environment, ulong seed, int steps)
    {
        var all = new List<float>();
        float[] action = new float[environment.Spec.ActionSize], seen = new float[environment.Spec.ObservationSize];
        var random = new EpisodeRandom(seed);
        environment.Reset(seed);
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < action.Length; i++)
                action[i] = (float)random.Between(-1, 1);
            all.Add(environment.Step(action).Reward);
            environment.Observe(seen, []);
            all.AddRange(seen);
        }

        return [.. all];
    }
}
