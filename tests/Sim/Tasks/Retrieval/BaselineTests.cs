using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public sealed class BaselineTests(FourOccluders scenes) : IClassFixture<FourOccluders>
{
    [Fact]
    public void GraspEveryObject_GoesOnAfterTheTargetIsUncoveredUntilNothingIsLeftToTake()
    {
        var script = new GraspEveryObject();
        using var environment = new RetrievalEnvironment(scenes.Worlds, script.Options);
        BaselineResult[] results = [.. Enumerable.Range(0, scenes.Worlds.Count).Select(k => BaselineRun.Episode(environment, script, k, 1, TestContext.Current.CancellationToken))];

        Assert.All(results, r => Assert.InRange(r.Steps, 1, r.EpisodeSteps));
        Assert.All(results, r => Assert.InRange(r.EpisodeSteps, 4 * 50, GraspScript.Bound));
        Assert.All(results, r => Assert.True(r.OccludersLeft < 4 && r.DoneSteps > 4 * 50));
        Assert.Contains(results, r => r.Success && r.Steps % 10 == 0 && r.DoneSteps > r.Steps);
        Assert.All(results, r => Assert.Equal(4 - r.OccludersLeft + (r.TargetLost ? 1 : 0), r.ObjectsLost));
    }

    [Fact]
    public void GraspAndRemove_EndsAtTheReadingThatFindsTheTargetUncovered()
    {
        var script = new GraspAndRemove();
        using var environment = new RetrievalEnvironment(scenes.Worlds, script.Options);

        BaselineResult result = BaselineRun.Episode(environment, script, 0, 1, TestContext.Current.CancellationToken);

        Assert.True(result is { Success: true, Fault: null, Exposed80: true });
        Assert.Equal(result.Steps, result.EpisodeSteps);
        Assert.True(result.Exposure >= script.Options.ExposedAt);
    }

    [Fact]
    public void Retreat_TakesTheStepsThatAreCounted()
    {
        using var worlds = new RetrievalWorlds(scenes.Worlds.Library, randomised: false);

        Assert.Equal(Retreat.Steps, Retreat.Measure(worlds));
    }
}
