using DexGrasp.App;
using DexGrasp.App.Demo;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Grasping;
using DexGrasp.App.Policies;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Planner;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Loops;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Grasping;

/// <summary>Words and pictures to a flat object in the air, through the gate, with the skills that ship.</summary>
public sealed class GraspLoopAtTheBoardTests : IAsyncDisposable
{
    private readonly SimulatedWorld _world;
    private readonly LockStepLink _link;
    private readonly EmbeddedPlanner _planner;

    public GraspLoopAtTheBoardTests()
    {
        _world = new SceneFactory().Make(SceneCatalog.Find("board")!, [ObjectCatalog.Flat.First(o => o.Name == "red book")], 1).CreateWorld();
        _link = new LockStepLink(_world);
        _planner = new EmbeddedPlanner(_world.Workcell, _world.Robot, PartitionModel.BuiltIn);
    }

    [Fact]
    public async Task RunAsync_BookTooWideToSpan_IsPushedOverTheEdgePickedUpAndPutBackByHome()
    {
        using var controller = new OwnedController(PolicyChoice.Read(GraspSuite.Classical, _world.Robot, GraspSuite.Classical), _world.Robot, _world.Workcell);
        var loop = new GraspLoop(_link, _planner, controller.Controller, GraspLoopOptions.Reference with { Robot = _world.Robot, Cell = _world.Workcell });

        GraspLoopResult result = await loop.RunAsync("pick up the red book", TestContext.Current.CancellationToken);

        Assert.True(result.End == GraspLoopState.Finished, $"{result.End}: {result.Words}");
        Assert.Contains("I hold the red book up", result.Words);
        Assert.Equal((1, 1), (result.Placed, HeldJudge.Count(_world)));

        await GoHomeAsync(controller.Controller);

        Assert.Equal(0, HeldJudge.Count(_world));
        Assert.InRange(_world.WorldFromObject(0).Translation.Z, Board.TopZ, Board.TopZ + 0.05);
        Assert.True(_world.Healthy);
    }

    [Fact]
    public async Task BeginGrasp_OfWhatTheHandSpans_IsRefusedWithoutAMotion()
    {
        using var controller = new OwnedController(PolicyChoice.Read(GraspSuite.Classical, _world.Robot, GraspSuite.Classical), _world.Robot, _world.Workcell);
        Observation seen = await _link.ObserveAsync(TimeSpan.Zero, looks: true, TestContext.Current.CancellationToken);

        controller.Controller.BeginGrasp(new GraspGoal("grasp the cup", "cup", new(0, 0, 20, 20), seen.Head.Number), seen);
        ControllerStep step = controller.Controller.Act(seen);

        Assert.Equal(ControllerStatus.Failed, step.Status);
        Assert.Contains("narrow enough", step.Note);
        Assert.Equal(seen.State.PositionsRad.ToArray(), step.Chunk.Step(0).ToArray());
    }

    [Fact]
    public async Task Look_AtTheBoard_MeasuresFromItsTopAndLeavesTheHandOut()
    {
        SceneView view = _planner.Look(await _link.ObserveAsync(TimeSpan.Zero, looks: true, TestContext.Current.CancellationToken));

        SeenObject book = Assert.Single(view.Objects);
        Assert.InRange(book.Size.LengthM, 0.22, 0.24);
        Assert.InRange(book.Size.WidthM, 0.15, 0.17);
        Assert.InRange(book.Size.HeightM, 0.028, 0.038);
    }

    [Fact]
    public async Task Ground_TooWideToSpan_IsToBePushedFirstWhereThereIsABoardAlone()
    {
        Observation seen = await _link.ObserveAsync(TimeSpan.Zero, looks: true, TestContext.Current.CancellationToken);

        Assert.Equal(GraspManner.PushedFirst, Manner(_planner, seen));
        var elsewhere = new EmbeddedPlanner(_world.Workcell with { Furniture = WorkcellFurniture.Tray, TrayCenter = new(0.3, 0.6, 0) }, _world.Robot, PartitionModel.BuiltIn);
        Assert.Equal(GraspManner.Direct, Manner(elsewhere, seen));
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _world.Dispose();
    }

    private async Task GoHomeAsync(IGraspController controller)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Observation now = await _link.ObserveAsync(_link.Now, looks: true, stop);
        controller.BeginHome(now);
        for (ControllerStep step = controller.Act(now); step.Status == ControllerStatus.Acting; step = controller.Act(now))
        {
            Assert.InRange(_link.Now.TotalSeconds, 0, 60);
            await _link.SendAsync(step.Chunk, controller.Name, stop);
            now = await _link.ObserveAsync(_link.Now + step.ObserveAgainAfter, looks: false, stop);
        }
    }

    private static GraspManner Manner(EmbeddedPlanner planner, Observation seen)
    {
        var memory = new TaskMemory(planner.Understand("the red book").Plan!, new GraspLoopLimits());
        planner.CheckCompletion(memory, seen);
        return planner.Ground(planner.Propose(memory, seen), seen).Goal!.Manner;
    }
}
