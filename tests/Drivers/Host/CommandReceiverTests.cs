using System.Buffers;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Host;

public sealed class CommandReceiverTests
{
    private readonly ManualTicks _ticks = new(TimeSpan.FromMilliseconds(10));
    private readonly DriverLoop _loop;
    private readonly CommandReceiver _receiver;
    private readonly Guid _lease = Guid.NewGuid();

    public CommandReceiverTests()
    {
        var robot = new FakeRobot(_ticks);
        _loop = new DriverLoop(Rm75.Model, robot.Arm, robot.Hand, _ticks, new SafetyGateOptions { OperatorToken = "open" });
        _receiver = new CommandReceiver(_loop, Rm75.Model.Name);
        Tick();
    }

    [Fact]
    public void OnStop_UnreadableOrRetained_StopsAllTheSame()
    {
        _receiver.OnStop(Message([0xFF, 0xFF]));
        Tick();

        Assert.Equal(GateMode.Latched, _loop.Gate.Supervisor.Mode);
        Assert.Contains("unreadable", _loop.Gate.Supervisor.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void OnArm_RetainedForeignOrUnreadable_DoesNotArm()
    {
        _receiver.OnArm(Message(CommandCodec.Write(new ArmRequest(Rm75.Model.Name, _lease, "test")), retained: true));
        _receiver.OnArm(Message(CommandCodec.Write(new ArmRequest("other", _lease, "test"))));
        _receiver.OnArm(Message([1, 2, 3]));
        Tick();

        Assert.Equal(GateMode.Disarmed, _loop.Gate.Supervisor.Mode);
        Assert.Equal(1, _loop.Gate.Counts[RefusalReason.Retained]);
        Assert.Equal(2, _loop.Gate.Counts[RefusalReason.Malformed]);
    }

    [Fact]
    public void OnArm_ThenRelease_DisarmsAgain()
    {
        _receiver.OnArm(Message(CommandCodec.Write(new ArmRequest(Rm75.Model.Name, _lease, "test"))));
        Tick();
        Assert.Equal(_lease, _loop.Snapshot().Lease);

        _receiver.OnArm(Message(CommandCodec.Write(new ArmRequest(Rm75.Model.Name, _lease, "test", Release: true))));
        Tick();

        Assert.Equal(GateMode.Disarmed, _loop.Snapshot().Mode);
    }

    [Fact]
    public void OnReset_RetainedToken_LeavesTheLatch()
    {
        _loop.Stop("test");

        _receiver.OnReset(Message(CommandCodec.Write(new ResetRequest(Rm75.Model.Name, "open")), retained: true));
        Tick();
        Assert.Equal(GateMode.Latched, _loop.Gate.Supervisor.Mode);
        _receiver.OnReset(Message(CommandCodec.Write(new ResetRequest(Rm75.Model.Name, "open"))));
        Tick();

        Assert.Equal(GateMode.Disarmed, _loop.Gate.Supervisor.Mode);
    }

    private static MqttMessage Message(byte[] bytes, bool retained = false) => new("topic", new ReadOnlySequence<byte>(bytes), retained);

    private void Tick()
    {
        _ticks.WaitForNextTick(CancellationToken.None);
        _loop.Tick();
    }
}
