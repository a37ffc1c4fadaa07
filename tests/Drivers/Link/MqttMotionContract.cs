using System.Collections.Concurrent;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>What the run process asks for is what the arm does, and when.</summary>
public abstract class MqttMotionContract(Func<Task<TestBroker>> startBroker) : MqttPathRig(startBroker)
{
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
    public async Task Arm_WhileItHoldsTheLease_KeepsItAndTheCountOfItsCommands()
    {
        var ticks = new RealTimeTickSource(TimeSpan.FromMilliseconds(10));
        await using DriverHost host = await StartHostAsync(new FakeRobot(ticks), ticks);
        await using MqttRobotLink link = await ConnectAsync();
        await link.ArmAsync(End);
        Guid lease = link.State!.Lease;
        for (int task = 1; task <= 2; task++)
        {
            await link.ArmAsync(End);
            Observation observation = await link.ObserveAsync(TimeSpan.Zero, End);
            await link.SendAsync(Chunks.Ramp(observation.State.CommandedRad.Span, observation.State.At, steps: 4, byRad: 0.02), "test", End);
            await UntilAsync(() => link.State is { Mode: GateMode.Armed } state && state.LastSequence == task);
        }

        Assert.Equal(lease, link.State!.Lease);
        Assert.Equal(0, link.Refused);
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
}
