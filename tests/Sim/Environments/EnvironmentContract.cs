using DexGrasp.Core.Environments;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

/// <summary>What every <see cref="IEnvironment"/> has to keep. Derive, and say how one is made; messages name the likely cause.</summary>
public abstract partial class EnvironmentContract
{
    private const int Some = 40;

    /// <summary>Makes one; disposed of by the test.</summary>
    protected abstract IEnvironment Make();

    /// <summary>Returns an action with which an episode lasts until <see cref="EnvironmentSpec.MaxSteps"/>; null where nobody knows one.</summary>
    protected virtual float[]? Patient(IEnvironment environment, int step) => null;

    [Fact]
    public void Spec_Always_IsUsable()
    {
        using IEnvironment environment = Make();
        EnvironmentSpec spec = environment.Spec;

        Assert.False(string.IsNullOrWhiteSpace(spec.Name), "Spec.Name is empty; checkpoints are told apart by it.");
        Assert.True(spec.ObservationSize >= 1 && spec.ActionSize >= 1 && spec.PrivilegedSize >= 0 && spec.MaxSteps >= 1, $"Spec has a size out of range: {spec}.");
        Assert.True(spec.MetricNames.Count > 0 && spec.MetricNames[0] == "success", "The first of Spec.MetricNames has to be \"success\": the best checkpoint is chosen by it.");
        Assert.True(spec.ControlPeriod > TimeSpan.Zero, "Spec.ControlPeriod is not above 0.");
        Assert.Equal(spec.MetricNames.Count, spec.MetricNames.Distinct().Count());
        Assert.Equal(spec.CostNames.Count, spec.CostNames.Distinct().Count());
    }

    [Fact]
    public void Observe_FromResetToTheEnd_IsFiniteAndFillsEveryNumber()
    {
        using IEnvironment environment = Make();
        for (ulong episode = 0; episode < 3; episode++)
        {
            environment.Reset(episode);
            CheckNumbers(environment, "after Reset");
            foreach (float[] action in Actions(environment.Spec, episode, environment.Spec.MaxSteps))
            {
                StepResult result = environment.Step(action);
                Assert.True(float.IsFinite(result.Reward), $"A reward is {result.Reward}; where the simulation broke it has to be 0, with a fault.");
                Assert.True(result.Fault is null, $"Random actions from -1 to 1 ended in the fault '{result.Fault}'; the model or its controls are too stiff for its time step.");
                CheckNumbers(environment, "after Step");
                if (result.Done)
                    break;
            }
        }
    }

    [Fact]
    public void Reset_EqualSeeds_GiveEqualBits()
    {
        using IEnvironment environment = Make(), other = Make();

        uint[] first = Trace(environment, 7), again = Trace(environment, 7), elsewhere = Trace(other, 7);

        Assert.True(first.SequenceEqual(again), "The second episode of a seed differs from the first: Reset leaves something behind (warm start, controls, counters).");
        Assert.True(first.SequenceEqual(elsewhere), "Two environments of one seed differ: something random does not follow from the seed, or they share state.");
    }

    [Fact]
    public void Reset_OtherSeed_GivesAnotherEpisode()
    {
        using IEnvironment environment = Make();

        Assert.False(Trace(environment, 7).SequenceEqual(Trace(environment, 8)), "Two seeds give the same episode: Reset does not use its seed.");
    }

    [Fact]
    public void Step_OtherEnvironmentStepsInBetween_ChangesNothing()
    {
        using IEnvironment environment = Make(), other = Make();
        uint[] alone = Trace(environment, 11);
        other.Reset(99);
        float[] zero = new float[other.Spec.ActionSize];

        uint[] beside = Trace(environment, 11, () =>
        {
            if (other.Step(zero).Done)
                other.Reset(100);
        });

        Assert.True(alone.SequenceEqual(beside), "An environment changes when another one steps: they share state, such as the model's numbers or a scratch array.");
    }

    [Fact]
    public void Step_BeforeResetOrAfterTheEnd_Throws()
    {
        using IEnvironment environment = Make();
        float[] zero = new float[environment.Spec.ActionSize];
        Assert.Throws<InvalidOperationException>(() => environment.Step(zero));
        environment.Reset(1);
        Finish(environment, zero);

        Assert.Throws<InvalidOperationException>(() => environment.Step(zero));

        environment.Reset(2);
        Assert.Null(environment.Step(zero).Fault);
    }

    [Fact]
    public void Step_WrongLength_IsRefused()
    {
        using IEnvironment environment = Make();
        environment.Reset(1);
        int size = environment.Spec.ActionSize;

        Assert.Throws<ArgumentException>(() => environment.Step(new float[size + 1]));
        Assert.Throws<ArgumentException>(() => environment.Step(new float[size - 1]));
        Assert.Null(environment.Step(new float[size]).Fault);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Step_ActionThatIsNoNumber_EndsTheEpisodeWithAFault(float bad)
    {
        using IEnvironment environment = Make();
        environment.Reset(1);
        float[] action = new float[environment.Spec.ActionSize];
        environment.Step(action);
        action[^1] = bad;

        StepResult result = environment.Step(action);

        Assert.True(result is { Truncated: true, Terminated: false, Fault: not null, Reward: 0 }, $"An action with {bad} gave {result}; it has to be cut off with a fault and no reward.");
        CheckNumbers(environment, "after a fault");
        var metrics = new float[environment.Spec.MetricNames.Count];
        environment.ReadMetrics(metrics);
        Assert.True(metrics[0] == 0, "An episode that ended by a fault counts as a success.");
        environment.Reset(2);
        Assert.Null(environment.Step(new float[action.Length]).Fault);
    }

    [Fact]
    public void Step_ActionBeyondOne_IsLimited()
    {
        using IEnvironment environment = Make();

        uint[] limit = Trace(environment, 5, scale: 1e9f), edge = Trace(environment, 5, scale: 1e30f);

        Assert.True(limit.SequenceEqual(edge), "Actions far beyond 1 differ from others beyond 1: they are not limited before use (or a cost is computed from the unlimited ones).");
    }

    [Fact]
    public void Step_ActionBeyondOne_IsTheSameAsOne()
    {
        using IEnvironment environment = Make();
        float[] one = new float[environment.Spec.ActionSize], more = new float[one.Length];
        Array.Fill(one, 1);
        Array.Fill(more, 17);

        environment.Reset(6);
        uint[] first = [.. StepBits(environment, one), .. StepBits(environment, one)];
        environment.Reset(6);
        uint[] second = [.. StepBits(environment, more), .. StepBits(environment, more)];

        Assert.True(first.SequenceEqual(second), "Actions of 17 do not act as actions of 1: limit them to -1 to 1.");
    }

    [Fact]
    public void Step_EpisodeThatLasts_IsTruncatedExactlyAtItsLastStep()
    {
        using IEnvironment environment = Make();
        environment.Reset(3);
        if (Patient(environment, 0) is null)
            Assert.Skip("Nobody knows actions with which this episode lasts.");
        for (int step = 1; step <= environment.Spec.MaxSteps; step++)
        {
            StepResult result = environment.Step(Patient(environment, step - 1)!);
            Assert.True(!result.Terminated && result.Fault is null, $"The episode ended in step {step} of {environment.Spec.MaxSteps} ({result}); the test's actions do not keep it alive.");
            Assert.True(result.Truncated == (step == environment.Spec.MaxSteps), $"Step {step} of {environment.Spec.MaxSteps}: truncated is {result.Truncated}.");
        }
    }

    [Fact]
    public void Step_Never_GoesOnBeyondTheLastStep()
    {
        using IEnvironment environment = Make();
        environment.Reset(4);

        Assert.InRange(Finish(environment, new float[environment.Spec.ActionSize]), 1, environment.Spec.MaxSteps);
    }

    [Fact]
    public void ReadMetrics_Success_IsZeroOrOne()
    {
        using IEnvironment environment = Make();
        var metrics = new float[environment.Spec.MetricNames.Count];
        for (ulong seed = 0; seed < 3; seed++)
        {
            environment.Reset(seed);
            Finish(environment, new float[environment.Spec.ActionSize]);
            environment.ReadMetrics(metrics);
            Assert.True(metrics[0] is 0 or 1, $"success is {metrics[0]}; it has to be 0 or 1.");
            Assert.All(metrics, metric => Assert.True(float.IsFinite(metric), "A metric is not finite."));
        }
    }

    [Fact]
    public void StepAndReset_AfterWarmUp_AllocateNothing()
    {
        using IEnvironment environment = Make();
        EnvironmentSpec spec = environment.Spec;
        float[][] actions = [.. Actions(spec, 1, Some)];
        float[] observation = new float[spec.ObservationSize], privileged = new float[spec.PrivilegedSize], costs = new float[spec.CostNames.Count], metrics = new float[spec.MetricNames.Count];
        long steps = 0, resets = 0;
        Run();
        Run();

        (steps, resets) = (0, 0);
        for (int repeat = 0; repeat < 3; repeat++)
            Run();

        Assert.True(resets == 0, $"Resets allocated {resets} bytes; begin anew in what the constructor made.");
        Assert.True(steps == 0, $"Steps allocated {steps} bytes; look for LINQ, closures, boxing and messages that are put together although nothing is wrong.");

        void Run()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            environment.Reset(3);
            resets += GC.GetAllocatedBytesForCurrentThread() - before;
            foreach (float[] action in actions)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                bool done = environment.Step(action).Done;
                environment.Observe(observation, privileged);
                environment.ReadCosts(costs);
                environment.ReadMetrics(metrics);
                steps += GC.GetAllocatedBytesForCurrentThread() - before;
                if (done)
                    environment.Reset(4);
            }
        }
    }
}
