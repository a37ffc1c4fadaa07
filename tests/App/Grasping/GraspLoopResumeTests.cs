using DexGrasp.App;
using DexGrasp.App.Demo;
using DexGrasp.App.Grasping;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner;
using DexGrasp.Planner.Loops;
using DexGrasp.Safety.Gate;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Grasping;

/// <summary>A task that is stopped, and given again once the stop is cleared.</summary>
public sealed class GraspLoopResumeTests
{
    private const string Token = "open sesame";

    [Theory]
    [InlineData(GraspLoopState.Grasping, 8)]
    [InlineData(GraspLoopState.Grasping, 14)]
    [InlineData(GraspLoopState.Placing, 1)]
    public async Task RunAsync_AgainAfterAStopIn_PlacesTheObjectAndCountsItOnce(GraspLoopState when, int after)
    {
        using SimulatedWorld world = new SceneFactory().Make(SceneSpec.Default.WithCount(1), ObjectCatalog.Training, 3).CreateWorld();
        await using var link = new LockStepLink(world, new LockStepOptions { Gate = period => new SafetyGateOptions { TickPeriod = period, OperatorToken = Token } });
        using var stop = new CancellationTokenSource();
        var loop = new GraspLoop(
            link, new EmbeddedPlanner(world.Workcell, world.Robot, PartitionModel.BuiltIn), new ClassicalController(world.Robot, world.Workcell), GraspLoopOptions.Reference, new StopsIn(when, after, stop));

        GraspLoopResult stopped = await loop.RunAsync("clear the table", stop.Token);
        await link.ObserveAsync(link.Now + TimeSpan.FromSeconds(2), looks: false, TestContext.Current.CancellationToken);
        Assert.True(link.Loop.Reset(Token).Accepted);
        GraspLoopResult resumed = await loop.RunAsync("clear the table", TestContext.Current.CancellationToken);

        Assert.Equal(GraspLoopState.Stopped, stopped.End);
        Assert.Equal((GraspLoopState.Finished, 1), (resumed.End, resumed.Placed));
        Assert.Contains("1 object is in the tray", resumed.Words, StringComparison.Ordinal);
        Assert.Equal(1, TrayJudge.CountInTray(world));
    }

    private sealed class StopsIn(GraspLoopState when, int after, CancellationTokenSource stop) : IGraspLoopObserver
    {
        private GraspLoopState _state;
        private int _acts;

        public void Said(string words)
        {
        }

        public void Entered(GraspLoopState state, string words, TaskMemory memory) => (_state, _acts) = (state, 0);

        public void Chose(GraspGoal goal, Mask? mask, Observation observation)
        {
        }

        public void Acted(Observation observation, ControllerStep answer)
        {
            if (_state == when && ++_acts == after)
                stop.Cancel();
        }
    }
}
