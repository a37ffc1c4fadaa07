using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Environments.Classic;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

public sealed class VectorEnvironmentTests
{
    private const int Count = 7;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Step_AnyNumberOfThreads_GivesEqualBits(int threads)
    {
        using VectorEnvironment fakes = new((_, _) => new CountingEnvironment(), Count, 1), shared = new((_, _) => new CountingEnvironment(), Count, threads);
        using VectorEnvironment one = new((_, _) => new InvertedPendulum(), Count, 1), many = new((_, _) => new InvertedPendulum(), Count, threads);

        Assert.Equal(Trace(fakes, 30), Trace(shared, 30));
        Assert.Equal(Trace(one, 80), Trace(many, 80));
    }

    [Fact]
    public void Reset_OtherSeed_GivesOtherEpisodesAndEachEnvironmentItsOwn()
    {
        using var pendulums = new VectorEnvironment((_, _) => new InvertedPendulum(), Count, 1);
        pendulums.Reset(1);
        float[] first = [.. pendulums.Batch.Observations];
        pendulums.Reset(2);

        Assert.NotEqual(first, pendulums.Batch.Observations);
        Assert.Equal(Count, first.Chunk(4).Select(row => row[1]).Distinct().Count());
        pendulums.Reset(1);
        Assert.Equal(first, pendulums.Batch.Observations);
    }

    [Fact]
    public void Step_EpisodeEnds_KeepsItsLastObservationBesideTheNewFirst()
    {
        using var vector = new VectorEnvironment((_, _) => new CountingEnvironment(), Count, 2);
        vector.Reset(5);
        int ended = 0;
        for (int step = 0; step < 20; step++)
        {
            float[] before = [.. vector.Batch.Observations];
            vector.Step(new float[Count]);
            EnvironmentBatch batch = vector.Batch;
            for (int i = 0; i < Count; i++)
            {
                (float count, float last) = (before[(3 * i) + 1], before[(3 * i) + 2]);
                Assert.Equal(count + 1 == last, batch.Terminated[i] || batch.Truncated[i]);
                Assert.Equal(count + 1, batch.Costs[i]);
                if (count + 1 < last)
                {
                    Assert.Equal(count + 1, batch.Observations[(3 * i) + 1]);
                    continue;
                }

                ended++;
                Assert.Equal([before[3 * i], last, last], batch.FinalObservations[(3 * i)..(3 * (i + 1))]);
                Assert.Equal(-last, batch.FinalPrivileged[i]);
                Assert.Equal(0, batch.Observations[(3 * i) + 1]);
                Assert.NotEqual(before[3 * i], batch.Observations[3 * i]);
                Assert.Equal((last, (int)last, null), (batch.Metrics[(2 * i) + 1], batch.Lengths[i], batch.Faults[i]));
            }
        }

        Assert.InRange(ended, Count * 3, Count * 7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Count - 1)]
    public void Step_SliceThatThrows_SurfacesAndTheNextResetRepairs(int broken)
    {
        CountingEnvironment[] all = [.. Enumerable.Range(0, Count).Select(_ => new CountingEnvironment())];
        using var vector = new VectorEnvironment((i, _) => all[i], Count, 3);
        float[] expected = Trace(vector, 12);
        all[broken].Throws = true;
        vector.Reset(3);

        Assert.Equal("told to", Assert.Throws<InvalidOperationException>(() => vector.Step(new float[Count])).Message);
        Assert.Throws<InvalidOperationException>(() => vector.Step(new float[Count]));
        all[broken].Throws = false;

        Assert.Equal(expected, Trace(vector, 12));
    }

    [Fact]
    public void Step_AfterWarmUp_NoThreadAllocates()
    {
        CountingEnvironment[] all = [.. Enumerable.Range(0, Count).Select(_ => new CountingEnvironment())];
        using var vector = new VectorEnvironment((i, _) => all[i], Count, 2);
        float[] actions = new float[Count];
        vector.Reset(1);
        Run();

        // A wait that really has to block makes its event then, once; whether it has to is up to the machine.
        bool isFree = false;
        for (int attempt = 0; attempt < 10 && !isFree; attempt++)
        {
            long other = all[^1].AllocatedByThread, caller = GC.GetAllocatedBytesForCurrentThread();
            Run();
            isFree = caller == GC.GetAllocatedBytesForCurrentThread() && other == all[^1].AllocatedByThread;
        }

        Assert.True(isFree, "In ten times 200 steps there were not 200 in which neither thread allocated anything.");

        void Run()
        {
            for (int step = 0; step < 200; step++)
                vector.Step(actions);
        }
    }

    [Fact]
    public void Step_WrongLength_IsRefusedAndNothingIsStepped()
    {
        using var vector = new VectorEnvironment((_, _) => new CountingEnvironment(), Count, 2);
        vector.Reset(1);
        float[] before = [.. vector.Batch.Observations];

        Assert.Contains("need 7", Assert.Throws<ArgumentException>(() => vector.Step(new float[Count + 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => vector.Step([]));

        Assert.Equal(before, vector.Batch.Observations);
        vector.Step(new float[Count]);
    }

    [Fact]
    public void Dispose_Twice_EndsEveryEnvironmentOnce()
    {
        CountingEnvironment[] all = [.. Enumerable.Range(0, Count).Select(_ => new CountingEnvironment())];
        var vector = new VectorEnvironment((i, _) => all[i], Count, 3);

        vector.Dispose();
        vector.Dispose();

        Assert.All(all, environment => Assert.True(environment.IsDisposed));
        Assert.Throws<ObjectDisposedException>(() => vector.Reset(1));
    }

    [Fact]
    public void Constructor_MoreThreadsThanEnvironments_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorEnvironment((_, _) => new CountingEnvironment(), 2, 3));

    // Tasks of retrieval first settle hundreds of scenes, which takes minutes.
    [Fact]
    public void Catalog_EveryQuickTask_HasTheNameOfItsEnvironments() => Assert.All(EnvironmentCatalog.All.Where(e => !e.Name.StartsWith("retrieval", StringComparison.Ordinal)), entry =>
    {
        using IVectorEnvironment vector = entry.MakeVector(2, 2);
        Assert.Equal(entry.Name, vector.Spec.Name);
    });

    [Fact]
    public void Catalog_EveryTask_IsFoundByItsNameAlone()
    {
        Assert.Equal(EnvironmentCatalog.All.Count, EnvironmentCatalog.All.Select(e => e.Name).Distinct().Count());
        Assert.All(EnvironmentCatalog.All, entry =>
        {
            Assert.True(EnvironmentCatalog.TryFind(entry.Name, out EnvironmentEntry? found) && found == entry);
            Assert.False(EnvironmentCatalog.TryFind(entry.Name + "?", out _));
        });
    }

    private static float[] Trace(VectorEnvironment vector, int steps)
    {
        var random = new EpisodeRandom(8);
        var all = new List<float>();
        float[] actions = new float[vector.Count];
        vector.Reset(3);
        for (int step = 0; step < steps; step++)
        {
            foreach (ref float action in actions.AsSpan())
                action = (float)random.Between(-1, 1);
            vector.Step(actions);
            EnvironmentBatch batch = vector.Batch;
            all.AddRange([.. batch.Observations, .. batch.Privileged, .. batch.Rewards, .. batch.Costs]);
            all.AddRange(batch.Terminated.Concat(batch.Truncated).Select(flag => flag ? 1f : 0));
            for (int i = 0; i < vector.Count; i++)
                if (batch.Terminated[i] || batch.Truncated[i])
                    all.AddRange([batch.Lengths[i], .. batch.FinalObservations.Chunk(vector.Spec.ObservationSize).ElementAt(i), .. batch.Metrics.Chunk(vector.Spec.MetricNames.Count).ElementAt(i)]);
        }

        return [.. all];
    }
}
