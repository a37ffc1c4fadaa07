using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>What must not move the arm does not, and what stopped it lasts.</summary>
public abstract class MqttRefusalContract(Func<Task<TestBroker>> startBroker) : MqttPathRig(startBroker)
{
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
        await UntilAsync(() => GateEvents.Any(e => e is { Kind: "refused", Reason: "ForeignRobot" }));
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

        await Broker.StopAsync();
        await UntilAsync(() => host.Loop.Gate.Supervisor.Mode == GateMode.Latched);
        double[] latchedAt = [.. robot.PositionsRad];
        await Assert.ThrowsAsync<BrokerException>(() => link.SendAsync(whole, "test", End));
        await Broker.StartAgainAsync();
        await UntilAsync(() => link.State!.Mode == GateMode.Latched);

        Assert.Equal(1, host.Loop.Gate.Counts.Accepted);
        Assert.Equal(latchedAt, robot.PositionsRad);
        await link.SendAsync(whole, "test", End);
        await UntilAsync(() => host.Loop.Gate.Counts[RefusalReason.Stopped] == 1);
        Assert.Equal(latchedAt, robot.PositionsRad);
    }
}
