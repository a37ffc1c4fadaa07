using System.Collections.Concurrent;
using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>Chunk, broker, driver host, arm, state, link: what has to hold with every broker.</summary>
public abstract class MqttPathContract : IAsyncLifetime
{
    private static readonly Topics Topics = new(Rm75.Model.Name);
    private readonly ConcurrentQueue<GateEventMessage> _events = new();
    private TestBroker? _broker;

    private static CancellationToken End => TestContext.Current.CancellationToken;

    private BrokerAddress Address => _broker!.Address;

    public async ValueTask InitializeAsync() => _broker = await StartBrokerAsync();

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Send_Chunk_MovesTheArmToItsLastStep()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        var robot = new FakeRobot(ticks);
        await using DriverHost host = await StartHostAsync(robot, ticks);
        await using MqttRobotLink link = await ConnectAsync();

        await link.ArmAsync(End);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, End);
        ActionChunk chunk = Chunks.Ramp(observation.State.CommandedRad.Span, observation.State.At, steps: 8, byRad: 0.1);
        await link.SendAsync(chunk, "test", End);
        await UntilAsync(() => link.State is { Mode: GateMode.Armed, LastSequence: 1 });
        Observation after = await link.ObserveAsync(chunk.ObservedAt + TimeSpan.FromMilliseconds(500), End);

        for (int joint = 0; joint < RobotModel.Dof; joint++)
            Assert.Equal(chunk.Step(7)[joint], after.State.CommandedRad.Span[joint], 1e-6);
        Assert.Equal(1, after.State.LastSequence);
        Assert.Equal(GateMode.Armed, after.State.Mode);
        Assert.True(after.Head.CapturedAt >= chunk.ObservedAt + TimeSpan.FromMilliseconds(500));
        Assert.InRange((after.HeadState.At - after.Head.CapturedAt).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(60));
        Assert.Equal(32, after.Wrist.Rgb.Width);
        Assert.NotNull(after.Wrist.Depth);
    }

    [Fact]
    public async Task Send_WhereTimeAdvancesOnDemand_IsJudgedBeforeItReturns()
    {
        var ticks = new GrantedTicks();
        await using DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks);
        await using MqttRobotLink link = await ConnectAsync(new PacedTicks(ticks, host));

        await link.ArmAsync(End);
        TimeSpan at = TimeSpan.Zero;
        for (int i = 1; i <= 5; i++)
        {
            Observation observation = await link.ObserveAsync(at, End);
            await link.SendAsync(Chunks.Ramp(observation.State.CommandedRad.Span, observation.State.At, steps: 20, byRad: 0.1), "test", End);
            Assert.Equal(i, link.State!.LastSequence);
            at = observation.State.At + TimeSpan.FromMilliseconds(600);
        }

        Assert.Equal(0, link.Refused);
        Assert.Equal(GateMode.Running, link.State!.Mode);
        await link.StopAsync("end of test", End);
        Assert.Equal(GateMode.Latched, link.State!.Mode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Send_WhereTimeAdvancesOnDemand_IsInForceAtTheSameTimeHoweverSlowMessagesAre(int delayMs)
    {
        var ticks = new GrantedTicks();
        await using var cable = new Cable(Address) { Delay = TimeSpan.FromMilliseconds(delayMs) };
        await using DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks, cable.Address);
        var inForce = new ConcurrentDictionary<long, TimeSpan>();
        await using MqttRobotLink link = await ConnectAsync(new PacedTicks(ticks, host), state => inForce.TryAdd(state.LastSequence, state.At));
        await link.ArmAsync(End);
        var observed = new List<TimeSpan>();
        TimeSpan at = link.State!.At;

        for (int i = 1; i <= 3; i++)
        {
            at += TimeSpan.FromMilliseconds(100);
            Observation observation = await link.ObserveAsync(at, looks: i == 1, End);
            observed.Add(observation.State.At);
            await link.SendAsync(Chunks.Ramp(observation.State.CommandedRad.Span, observation.State.At, steps: 20, byRad: 0.1), "test", End);
        }

        Assert.Equal(observed.Select(t => t + TimeSpan.FromMilliseconds(30)), [inForce[1], inForce[2], inForce[3]]);
        Assert.Equal(TimeSpan.FromMilliseconds(100), observed[2] - observed[1]);
    }

    [Fact]
    public async Task Observe_WithoutLooking_TakesANewStateAndAsksForNoPicture()
    {
        var ticks = new GrantedTicks();
        await using DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks);
        var pace = new PacedTicks(ticks, host);
        await using MqttRobotLink link = await ConnectAsync(pace);
        Observation seen = await link.ObserveAsync(TimeSpan.FromMilliseconds(50), looks: true, End);
        Assert.Equal(TimeSpan.FromMilliseconds(50), pace.PicturesFrom);

        TimeSpan later = seen.State.At + TimeSpan.FromMilliseconds(10);
        Observation blind = await link.ObserveAsync(later, looks: false, End);

        Assert.Equal(later, blind.State.At);
        Assert.InRange((blind.HeadState.At - blind.Head.CapturedAt).Duration(), TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
        Assert.Equal(TimeSpan.MaxValue, pace.PicturesFrom);
    }

    [Fact]
    public async Task Stop_FromTheLink_LatchesUntilTheOperatorResets()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        await using DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks);
        await using MqttRobotLink link = await ConnectAsync();
        await using MqttLink other = await ConnectRawAsync();
        await link.ArmAsync(End);

        await link.StopAsync("test", End);

        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => link.ArmAsync(End));
        Assert.Contains("operator", refused.Message, StringComparison.Ordinal);
        await other.PublishAsync(Topics.Reset, CommandCodec.Write(new ResetRequest(Rm75.Model.Name, "wrong")), End);
        await other.PublishAsync(Topics.Reset, CommandCodec.Write(new ResetRequest(Rm75.Model.Name, "open")), End);
        await UntilAsync(() => link.State!.Mode == GateMode.Disarmed);
        await link.ArmAsync(End);
        Assert.Equal(GateMode.Armed, link.State!.Mode);
    }

    [Fact]
    public async Task Chunk_RetainedReplayedMalformedForeign_IsRefusedAndCounted()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        var robot = new FakeRobot(ticks);
        await using MqttLink other = await ConnectRawAsync();
        ActionChunk chunk = Chunks.Ramp(robot.PositionsRad, ticks.Now);
        byte[] bytes = CommandCodec.Write(Chunks.Header(Guid.NewGuid(), 1, chunk), chunk);
        await other.PublishAsync(Topics.Chunk with { Retained = true, Qos = 1 }, bytes, End);

        await using DriverHost host = await StartHostAsync(robot, ticks);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.Retained] == 1);
        await other.PublishAsync(Topics.Chunk with { Retained = true, Qos = 1 }, bytes, End);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.Retained] == 2);
        await other.PublishAsync(Topics.Chunk, bytes[..100], End);
        await other.PublishAsync(Topics.Chunk, [], End);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.Malformed] == 2);
        await using MqttRobotLink link = await ConnectAsync();
        await link.ArmAsync(End);
        await other.PublishAsync(Topics.Chunk, bytes, End);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.StaleLease] == 1);
        await other.PublishAsync(Topics.Chunk, CommandCodec.Write(Chunks.Header(Guid.NewGuid(), 1, chunk, "other"), chunk), End);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.ForeignRobot] == 1);

        Assert.Equal(0, host.Loop.Gate.Counts.Accepted);
        await UntilAsync(() => _events.Any(e => e is { Kind: "refused", Reason: "ForeignRobot" }));
        Assert.Equal(Rm75.Model.HomeRad.ToArray(), robot.PositionsRad);
        await other.PublishAsync(Topics.Chunk with { Retained = true, Qos = 1 }, [], End);
    }

    [Fact]
    public async Task Broker_RestartedInMotion_StopsTheRobotAndReplaysNothing()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        var robot = new FakeRobot(ticks);
        await using DriverHost host = await StartHostAsync(robot, ticks);
        await using MqttRobotLink link = await ConnectAsync();
        await link.ArmAsync(End);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, End);
        ActionChunk whole = Chunks.Ramp(observation.State.CommandedRad.Span, observation.State.At, steps: 20, byRad: 0.3);
        ActionChunk cut = new(whole.PositionsRad[..(8 * RobotModel.Dof)].ToArray(), whole.ObservedAt);
        await link.SendAsync(cut, "test", End);
        await UntilAsync(() => host.Loop.Gate.Counts.Accepted == 1);

        await _broker!.StopAsync();
        await UntilAsync(() => host.Loop.Gate.Supervisor.Mode == GateMode.Latched);
        double[] latchedAt = [.. robot.PositionsRad];
        await Assert.ThrowsAsync<BrokerException>(() => link.SendAsync(whole, "test", End));
        await _broker.StartAgainAsync();
        await UntilAsync(() => link.State!.Mode == GateMode.Latched);

        Assert.Equal(1, host.Loop.Gate.Counts.Accepted);
        Assert.Equal(latchedAt, robot.PositionsRad);
        await link.SendAsync(whole, "test", End);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.Stopped] == 1);
        Assert.Equal(latchedAt, robot.PositionsRad);
    }

    [Fact]
    public async Task Status_IsRetainedAndSaysOfflineAfterwards()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks);
        await using (MqttRobotLink link = await ConnectAsync())
            await UntilAsync(() => link.Status is { Status: "online", Cameras.Count: 2 });

        await host.DisposeAsync();

        await using MqttRobotLink late = await ConnectAsync();
        await UntilAsync(() => late.Status is { Status: "offline" });
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => late.ArmAsync(End));
        Assert.Contains("offline", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_VanishesWithoutGoodbye_StatusSaysOffline()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        await using var cable = new Cable(Address);
        await using DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks, cable.Address);
        await using MqttRobotLink link = await ConnectAsync();
        await UntilAsync(() => link.Status is { Status: "online" });

        await cable.CutAsync();

        await UntilAsync(() => link.Status is { Status: "offline" });
    }

    [Fact]
    public async Task Arm_CablePulled_IsPublishedAsAFault()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        var robot = new FakeRobot(ticks);
        var faults = new ConcurrentQueue<FaultMessage>();
        await using DriverHost host = await StartHostAsync(robot, ticks);
        await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
            new MqttRobotLinkOptions { Broker = Address, Robot = Rm75.Model.Name, OnFault = faults.Enqueue }, End);
        await link.ArmAsync(End);

        robot.Throws = true;

        await UntilAsync(() => link.State!.Mode == GateMode.Latched && !faults.IsEmpty);
        Assert.Contains("cable pulled", Assert.Single(faults).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WhileMoving_BringsTheRobotToAStopFirst()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks);
        await using MqttRobotLink link = await ConnectAsync();
        await link.ArmAsync(End);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, End);
        await link.SendAsync(Chunks.Ramp(observation.State.CommandedRad.Span, observation.State.At, steps: 60, byRad: 0.5), "test", End);
        await UntilAsync(() => host.Loop.Gate.Supervisor.Mode == GateMode.Running);

        await host.DisposeAsync();

        Assert.Equal(GateMode.Latched, host.Loop.Gate.Supervisor.Mode);
        Assert.True(host.Completion.IsCompletedSuccessfully);
    }

    private protected abstract Task<TestBroker> StartBrokerAsync();

    private static async Task UntilAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "The condition did not come true within 20 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, End);
        }
    }

    private async Task<DriverHost> StartHostAsync(FakeRobot robot, ITickSource ticks, BrokerAddress? address = null)
    {
        // The tests share a busy machine; lateness is judged in tests of the loop, with a clock of their own.
        var gate = new SafetyGateOptions { OperatorToken = "open", MaxTickLateness = TimeSpan.FromSeconds(1), MaxObservationAge = TimeSpan.FromSeconds(2) };
        var host = new DriverHost(
            Rm75.Model, robot.Arm, robot.Hand, [new FakeCamera("head", ticks), new FakeCamera("wrist", ticks)], ticks,
            new DriverHostOptions { Broker = address ?? Address, Gate = gate, RealTimePriority = 0 });
        await host.StartAsync(End);
        return host;
    }

    private Task<MqttRobotLink> ConnectAsync(IPacedHost? pace = null, Action<RobotState>? onState = null) => MqttRobotLink.ConnectAsync(
        new MqttRobotLinkOptions
        {
            Broker = Address,
            Robot = Rm75.Model.Name,
            Pace = pace,
            OnGateEvent = _events.Enqueue,
            OnState = onState,
            AnswerTimeout = TimeSpan.FromSeconds(2),
        },
        End);

    private async Task<MqttLink> ConnectRawAsync()
    {
        var link = new MqttLink(Address, $"test-{Guid.NewGuid():N}");
        await link.StartAsync(End);
        return link;
    }
}
