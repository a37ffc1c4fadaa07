using System.Net;
using System.Net.Sockets;
using MQTTnet.Server;

namespace DexGrasp.Drivers.Mqtt;

/// <summary>An MQTT 5 broker inside this process, so that nothing has to be installed. Any other MQTT 5 broker does as well.</summary>
public sealed class EmbeddedBroker : IAsyncDisposable
{
    private const int Attempts = 20;
    private readonly MqttServer _server;

    private EmbeddedBroker(MqttServer server, BrokerAddress address)
    {
        _server = server;
        Address = address;
    }

    /// <summary>Gets where it listens.</summary>
    public BrokerAddress Address { get; }

    /// <summary>Starts a broker.</summary>
    /// <param name="port">TCP port; 0 takes a free one. Range: 0 to 65535. Default: 1883.</param>
    /// <param name="bind">Interface to listen on; null for the loopback interface, which other machines cannot reach. There is no password.</param>
    /// <exception cref="BrokerException">The port is in use or not permitted.</exception>
    public static async Task<EmbeddedBroker> StartAsync(int port = 1883, IPAddress? bind = null)
    {
        IPAddress address = bind ?? IPAddress.Loopback;
        for (int attempt = 1; ; attempt++)
        {
            int chosen = port == 0 ? FreePort(address) : port;
            MqttServer server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
                .WithDefaultEndpoint()
                .WithDefaultEndpointPort(chosen)
                .WithDefaultEndpointBoundIPAddress(address)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
                .WithMaxPendingMessagesPerClient(1000)
                .WithPersistentSessions(false)
                .Build());
            try
            {
                // MQTTnet binds with an option under which a port that is in use may seem free.
                if (port != 0)
                    Probe(address, chosen);
                await server.StartAsync().ConfigureAwait(false);
                return new EmbeddedBroker(server, new BrokerAddress(address.ToString(), chosen));
            }
            catch (SocketException e)
            {
                server.Dispose();
                if (port == 0 && attempt < Attempts && e.SocketErrorCode == SocketError.AddressAlreadyInUse)
                    continue;
                throw Named(e, address, chosen);
            }
        }
    }

    /// <summary>Closes all connections and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
        _server.Dispose();
    }

    private static void Probe(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        listener.Start();
    }

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static BrokerException Named(SocketException e, IPAddress address, int port) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new BrokerException(
            $"Port {port} on {address} is in use by another program; the embedded MQTT broker was not started. Stop that program, choose another port (0 takes a free one), or use it if it is an MQTT 5 broker: --broker {address}:{port}.", e),
        SocketError.AccessDenied => new BrokerException(
            $"This user may not listen on port {port} of {address}; the embedded MQTT broker was not started. Choose a port of 1024 or above, or 0 for a free one.", e),
        _ => new BrokerException($"The embedded MQTT broker cannot listen on {address}:{port}: {e.Message}. Choose another interface or port.", e),
    };
}
