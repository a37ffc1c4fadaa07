using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Safety.Gate;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Simulation;

/// <summary>
/// A simulated robot behind its driver host, as a real one would stand there: reachable over MQTT alone. It brings an
/// embedded broker unless another is named.
/// </summary>
public sealed class SimulatedStation : IPacedHost, IAsyncDisposable
{
    private readonly SimulatedRobot _robot;
    private readonly DriverHost _host;
    private readonly EmbeddedBroker? _broker;

    private SimulatedStation(SimulatedRobot robot, DriverHost host, EmbeddedBroker? broker, BrokerAddress address)
    {
        _robot = robot;
        _host = host;
        _broker = broker;
        Broker = address;
    }

    /// <summary>Gets where the broker listens.</summary>
    public BrokerAddress Broker { get; }

    /// <summary>Gets how regular the loop is.</summary>
    public LoopStatistics Statistics => _host.Statistics;

    /// <summary>Gets the end of the loop thread; faulted if it failed.</summary>
    public Task Completion => _host.Completion;

    /// <inheritdoc/>
    public long Requests => _host.Loop.Requests;

    /// <inheritdoc/>
    public TimeSpan NextPicture(string camera, TimeSpan notBefore) => _robot.NextPicture(camera, notBefore);

    /// <inheritdoc/>
    /// <remarks>Does nothing at real pace.</remarks>
    public void GrantUntil(TimeSpan upTo, TimeSpan picturesFrom) => _robot.Ticks.GrantUntil(upTo, picturesFrom);

    /// <summary>Starts broker, devices and driver host.</summary>
    /// <param name="world">Stays the caller's to dispose of, afterwards; nobody may touch it until this is disposed.</param>
    /// <param name="pace">How simulated time relates to the wall clock.</param>
    /// <param name="broker">A broker that runs already; null for an embedded one on <paramref name="port"/>.</param>
    /// <param name="port">Port of the embedded broker; 0 takes a free one.</param>
    /// <param name="seed">Seed of the cameras' noise.</param>
    /// <param name="longestPictureGap">At fast pace head and wrist camera take only pictures that are looked at, but one in this time for people who watch.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="operatorToken">What clears a latch; empty for nothing but a restart.</param>
    /// <exception cref="BrokerException">The broker cannot be started or reached.</exception>
    /// <exception cref="Sim.Rendering.RenderingUnavailableException">This machine cannot draw.</exception>
    public static async Task<SimulatedStation> StartAsync(
        SimulatedWorld world, SimulationPace pace, BrokerAddress? broker, int port, int seed, TimeSpan longestPictureGap, CancellationToken cancellationToken,
        string operatorToken = "")
    {
        EmbeddedBroker? embedded = broker is null ? await EmbeddedBroker.StartAsync(port: port).ConfigureAwait(false) : null;
        BrokerAddress address = broker ?? embedded!.Address;
        SimulatedRobot? robot = null;
        DriverHost? host = null;
        try
        {
            robot = new SimulatedRobot(
                world, new SimulatedRobotOptions { Pace = pace, Sensors = new SensorOptions { Seed = (ulong)seed }, LongestPictureGap = longestPictureGap });
            host = new DriverHost(
                world.Robot, robot.Arm, robot.Hand, robot.Cameras, robot.Ticks,
                new DriverHostOptions { Broker = address, Gate = new SafetyGateOptions { TickPeriod = robot.Ticks.Period, OperatorToken = operatorToken } });
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new SimulatedStation(robot, host, embedded, address);
        }
        catch
        {
            if (host is not null)
                await host.DisposeAsync().ConfigureAwait(false);
            robot?.Dispose();
            if (embedded is not null)
                await embedded.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the robot, the loop and the broker, in this order.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _robot.Dispose();
        if (_broker is not null)
            await _broker.DisposeAsync().ConfigureAwait(false);
    }
}
