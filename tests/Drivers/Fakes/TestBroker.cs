using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DexGrasp.Drivers.Mqtt;
using Xunit;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>A broker on a loopback port of its own that a test can take away and bring back.</summary>
public abstract class TestBroker : IAsyncDisposable
{
    public abstract BrokerAddress Address { get; }

    public abstract Task StopAsync();

    public abstract Task StartAgainAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>The broker that DexGrasp brings along.</summary>
internal sealed class TestEmbeddedBroker(EmbeddedBroker broker) : TestBroker
{
    private EmbeddedBroker? _broker = broker;

    public override BrokerAddress Address { get; } = broker.Address;

    public static async Task<TestBroker> StartAsync() => new TestEmbeddedBroker(await EmbeddedBroker.StartAsync(0));

    public override async Task StopAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        _broker = null;
    }

    public override async Task StartAgainAsync() => _broker = await EmbeddedBroker.StartAsync(Address.Port);

    public override async ValueTask DisposeAsync() => await StopAsync();
}

/// <summary>A real Mosquitto process.</summary>
internal sealed class TestMosquitto : TestBroker
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-mosquitto-").FullName;
    private Process? _process;

    private TestMosquitto(int port) => Address = new BrokerAddress("127.0.0.1", port);

    public override BrokerAddress Address { get; }

    /// <summary>Gets the program; null where it is not installed.</summary>
    private static string? Program { get; } = new[] { "/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto" }.FirstOrDefault(File.Exists);

    /// <summary>Starts one; skips the test where it is not installed.</summary>
    public static async Task<TestBroker> StartAsync()
    {
        Assert.SkipWhen(Program is null, "Mosquitto is not installed; apt-get install mosquitto makes this test run.");
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var broker = new TestMosquitto(port);
        await broker.StartAgainAsync();
        return broker;
    }

    public override async Task StopAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public override async Task StartAgainAsync()
    {
        string config = Path.Combine(_folder, "mosquitto.conf");
        await File.WriteAllTextAsync(config, $"listener {Address.Port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\n");
        _process = Process.Start(new ProcessStartInfo(Program!, ["-c", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }

        throw new IOException($"Mosquitto did not open port {Address.Port}.");
    }

    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
