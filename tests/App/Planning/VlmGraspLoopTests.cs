using DexGrasp.App;
using DexGrasp.App.Demo;
using DexGrasp.App.Grasping;
using DexGrasp.App.Planning;
using DexGrasp.App.Policies;
using DexGrasp.Controller;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Vlm;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using DexGrasp.Tests.Planner.Vlm;
using Xunit;

namespace DexGrasp.Tests.App.Planning;

/// <summary>The whole loop with a model server, in the simulator.</summary>
public sealed class VlmGraspLoopTests
{
    private const int Seed = 100001;

    [Fact]
    public async Task RunAsync_ModelThatSees_ClearsTheTableAndReplaysToTheSameBits()
    {
        using var folder = new TemporaryFolder();
        VlmOptions options = Options with { RecordFile = folder["vlm.jsonl"] };

        (GraspLoopResult live, double[] state, int placed, _) = await RunAsync(server => new PlannerChoice(options with { Url = server.Url }, FallsBack: false), asksServer: true);
        (GraspLoopResult replayed, double[] again, _, _) = await RunAsync(_ => new PlannerChoice(Options with { Url = FakeModelServer.NobodyThere() }, folder["vlm.jsonl"], FallsBack: false), asksServer: false);

        Assert.True(live.End == GraspLoopState.Finished, live.Words);
        Assert.Equal((1, 1), (placed, live.Placed));
        Assert.Equal("0 are left.", live.Words);
        Assert.Equal(live, replayed);
        Assert.Equal(state, again);
    }

    [Fact]
    public async Task RunAsync_DeadServerAndNoFallback_FailsWithTheReasonAndMovesNothing()
    {
        (GraspLoopResult result, _, _, int chunks) = await RunAsync(_ => new PlannerChoice(Options with { Url = FakeModelServer.NobodyThere() }, FallsBack: false), asksServer: false);

        Assert.Equal(GraspLoopState.Failed, result.End);
        Assert.Contains("cannot be reached", result.Words);
        Assert.Contains("Nothing was moved", result.Words);
        Assert.Equal((0, 0), (chunks, result.Attempts));
    }

    [Fact]
    public async Task RunAsync_ServerDiesAfterThePlan_FailsAndMovesNothing()
    {
        (GraspLoopResult result, _, _, int chunks) = await RunAsync(
            server => new PlannerChoice(Options with { Url = server.Url }, FallsBack: false), asksServer: true, request => request.Question == "completion" ? FakeReply.Error(500) : null);

        Assert.Equal(GraspLoopState.Failed, result.End);
        Assert.Contains("HTTP 500", result.Words);
        Assert.Equal(0, chunks);
    }

    [Fact]
    public async Task RunAsync_ModelPointsAtEmptyTable_FindsNothingAndMovesNothing()
    {
        (GraspLoopResult result, _, _, int chunks) = await RunAsync(
            server => new PlannerChoice(Options with { Url = server.Url }), asksServer: true,
            request => request.Question == "box" ? FakeReply.Says("""{"found": true, "bbox_2d": [1, 1, 9, 9], "reason": "There."}""") : null);

        Assert.Equal(GraspLoopState.NotFound, result.End);
        Assert.Contains("see no object in the model's box", result.Words);
        Assert.Equal(0, chunks);
    }

    // The robot holds its pose while the model thinks; what was seen before is then too old to act on.
    [Fact]
    public async Task RunAsync_ModelTakesSeconds_LooksAgainAndNoCommandIsTooOld()
    {
        (GraspLoopResult result, _, int placed, _) = await RunAsync(server => new PlannerChoice(Options with { Url = server.Url }, FallsBack: false), asksServer: true, thinksS: 6);

        Assert.True(result.End == GraspLoopState.Finished, result.Words);
        Assert.Equal((1, 1), (placed, result.Attempts));
    }

    [Fact]
    public async Task RunAsync_StoppedWhileTheModelThinks_EndsStopped()
    {
        using var stop = new CancellationTokenSource();

        (GraspLoopResult result, _, _, int chunks) = await RunAsync(
            server => new PlannerChoice(Options with { Url = server.Url }), asksServer: true,
            request =>
            {
                stop.Cancel();
                return FakeReply.Slow;
            },
            stop);

        Assert.Equal((GraspLoopState.Stopped, 0), (result.End, chunks));
    }

    private static VlmOptions Options { get; } = new() { Model = "fake", Retries = 0, PictureQuality = 101 };

    private static async Task<(GraspLoopResult Result, double[] State, int InTray, int Chunks)> RunAsync(
        Func<FakeModelServer, PlannerChoice> choose, bool asksServer, Func<FakeRequest, FakeReply?>? spoil = null, CancellationTokenSource? stop = null, double thinksS = 0)
    {
        using SimulatedWorld world = new SceneFactory().Make(SceneCatalog.Find("default")!.WithCount(1), ObjectCatalog.Training, Seed).CreateWorld();
        await using var robot = new LockStepLink(world, new LockStepOptions { Sensors = new SensorOptions { Seed = Seed } });
        await using var link = new SeeingServer(robot) { Thinks = TimeSpan.FromSeconds(thinksS) };
        await using var server = new FakeModelServer(request => spoil?.Invoke(request) ?? link.Answer(request));
        using OwnedPlanner planner = choose(server).Create(world.Robot, Workcell.Reference, _ => { });
        var loop = new GraspLoop(
            link, planner.Planner, PolicyChoice.CreateController(world.Robot, Workcell.Reference, null, new LearnedControllerOptions()), GraspLoopOptions.Reference with { LooksAgain = thinksS > 0 });

        GraspLoopResult result = await loop.RunAsync("could you tidy up here, please?", stop?.Token ?? TestContext.Current.CancellationToken);

        Assert.Equal(asksServer, server.Requests.Count > 0);
        Assert.Equal(0, robot.Loop.Gate.Counts.Refused);
        Observation end = await link.ObserveAsync(TimeSpan.Zero, looks: false, TestContext.Current.CancellationToken);
        return (result, [.. world.SaveState(), end.State.At.TotalSeconds], TrayJudge.CountInTray(world), link.Chunks);
    }
}
