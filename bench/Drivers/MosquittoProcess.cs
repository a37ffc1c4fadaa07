using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.Bench.Drivers;

/// <summary>A Mosquitto broker of its own on a free port, for comparison; ends when it is disposed of.</summary>
internal sealed class MosquittoProcess : IDisposable
{
    private static readonly string[] Places = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"];
    private readonly Process _process;

    private MosquittoProcess(Process process, BrokerAddress address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Gets where it listens.</summary>
    public BrokerAddress Address { get; }

    /// <summary>Starts the broker and waits until it answers.</summary>
    /// <returns>Null where Mosquitto is not installed or does not start.</returns>
    public static async Task<MosquittoProcess?> TryStartAsync(CancellationToken cancellationToken)
    {
        if (Places.FirstOrDefault(File.Exists) is not { } program)
            return null;
        var address = new BrokerAddress("127.0.0.1", FreePort());
        Process process = Process.Start(new ProcessStartInfo(program, ["-p", $"{address.Port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var mosquitto = new MosquittoProcess(process, address);
        for (int attempt = 0; attempt < 50 && !process.HasExited; attempt++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
                return mosquitto;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }

        mosquitto.Dispose();
        return null;
    }

    /// <summary>Ends the broker.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
