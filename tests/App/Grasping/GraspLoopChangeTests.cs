using DexGrasp.App;
using DexGrasp.App.Demo;
using DexGrasp.App.Grasping;
using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner;
using DexGrasp.Planner.Loops;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Grasping;

/// <summary>A newer instruction in the middle of a task.</summary>
public sealed class GraspLoopChangeTests
{
    [Theory]
    [InlineData(GraspLoopState.Proposing, 0, 0)]
    [InlineData(GraspLoopState.Grasping, 1, 0)]
    [InlineData(GraspLoopState.Placing, 1, 1)]
    public async Task RunAsync_ChangedIn_EmptiesTheHandGoesHomeAndEndsSuperseded(GraspLoopState when, int attempts, int placed)
    {
        using SimulatedWorld world = new SceneFactory().Make(SceneSpec.Default.WithCount(2), ObjectCatalog.Training, 100001).CreateWorld();
        await using var link = new LockStepLink(world);
        using var change = new CancellationTokenSource();
        var observer = new ChangesIn(when, change);
        var loop = new GraspLoop(
            link, new EmbeddedPlanner(world.Workcell, world.Robot, PartitionModel.BuiltIn), new ClassicalController(world.Robot, world.Workcell), GraspLoopOptions.Reference, observer);

        GraspLoopResult result = await loop.RunAsync("clear the table", TestContext.Current.CancellationToken, change.Token);

        Assert.Equal((GraspLoopState.Superseded, attempts, placed), (result.End, result.Attempts, result.Placed));
        Assert.Equal(placed, TrayJudge.CountInTray(world));
        ReadOnlySpan<double> home = world.Robot.HomeRad.Span, at = link.Loop.Snapshot().PositionsRad.Span;
        for (int joint = 0; joint < RobotModel.ArmDof; joint++)
            Assert.InRange(at[joint], home[joint] - 0.05, home[joint] + 0.05);
        Assert.DoesNotContain(GraspLoopState.Failed, observer.States);
    }

    private sealed class ChangesIn(GraspLoopState when, CancellationTokenSource change) : IGraspLoopObserver
    {
        public List<GraspLoopState> States { get; } = [];

        public void Said(string words)
        {
        }

        public void Entered(GraspLoopState state, string words, TaskMemory memory)
        {
            States.Add(state);
            if (state == when)
                change.Cancel();
        }

        public void Chose(GraspGoal goal, Mask? mask, Observation observation)
        {
        }

        public void Acted(Observation observation, ControllerStep answer)
        {
        }
    }
}
