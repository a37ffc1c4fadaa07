using System.Collections.Concurrent;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>Whoever listens learns what has become of the host and its devices.</summary>
public abstract class MqttStatusContract(Func<Task<TestBroker>> startBroker) : MqttPathRig(startBroker)
{
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
}
