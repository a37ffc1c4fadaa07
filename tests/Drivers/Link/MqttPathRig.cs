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

/// <summary>Chunk, broker, driver host, arm, state, link: the whole way, with the broker that a test class names.</summary>
public abstract class MqttPathRig(Func<Task<TestBroker>> startBroker) : IAsyncLifetime
{
    private TestBroker? _broker;

    private protected static Topics Topics { get; } = new(Rm75.Model.Name);

    private protected static CancellationToken End => TestContext.Current.CancellationToken;

    private protected TestBroker Broker => _broker!;

    private protected BrokerAddress Address => Broker.Address;

    /// <summary>Gets what the links made by <see cref="ConnectAsync"/> heard of the gate.</summary>
    private protected ConcurrentQueue<GateEventMessage> GateEvents { get; } = new();

    public async ValueTask InitializeAsync() => _broker = await startBroker();

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected static async Task UntilAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "The condition did not come true within 20 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, End);
        }
    }

    private protected async Task<DriverHost> StartHostAsync(FakeRobot robot, ITickSource ticks, BrokerAddress? address = null)
    {
        // The tests share a busy machine; lateness is judged in tests of the loop, with a clock of their own.
        var gate = new SafetyGateOptions { OperatorToken = "open", MaxTickLateness = TimeSpan.FromSeconds(1), MaxObservationAge = TimeSpan.FromSeconds(2) };
        var host = new DriverHost(
            Rm75.Model, robot.Arm, robot.Hand, [new FakeCamera("head", ticks), new FakeCamera("wrist", ticks)], ticks,
            new DriverHostOptions { Broker = address ?? Address, Gate = gate, RealTimePriority = 0 });
        await host.StartAsync(End);
        return host;
    }

    private protected Task<MqttRobotLink> ConnectAsync(IPacedHost? pace = null, Action<RobotState>? onState = null) => MqttRobotLink.ConnectAsync(
        new MqttRobotLinkOptions
        {
            Broker = Address,
            Robot = Rm75.Model.Name,
            Pace = pace,
            OnGateEvent = GateEvents.Enqueue,
            OnState = onState,
            AnswerTimeout = TimeSpan.FromSeconds(2),
        },
        End);

    private protected async Task<MqttLink> ConnectRawAsync()
    {
        var link = new MqttLink(Address, $"test-{Guid.NewGuid():N}");
        await link.StartAsync(End);
        return link;
    }
}
