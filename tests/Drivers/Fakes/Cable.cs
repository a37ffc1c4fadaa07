using System.Net;
using System.Net.Sockets;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>A TCP connection to a broker that can be slow, and be cut without a goodbye.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _cut = new();
    private readonly List<TcpClient> _clients = [];
    private readonly Task _accepting;

    public Cable(BrokerAddress broker)
    {
        _listener.Start();
        Address = new BrokerAddress("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        _accepting = AcceptAsync(broker);
    }

    public BrokerAddress Address { get; }

    /// <summary>Gets how long bytes take.</summary>
    public TimeSpan Delay { get; init; }

    public async Task CutAsync()
    {
        await _cut.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (TcpClient client in _clients)
        {
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
        }

        _clients.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _cut.Dispose();
        _listener.Dispose();
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        var bytes = new byte[1 << 16];
        try
        {
            while (await from.GetStream().ReadAsync(bytes) is > 0 and int count)
            {
                if (Delay > TimeSpan.Zero)
                    await Task.Delay(Delay, TimeProvider.System);
                await to.GetStream().WriteAsync(bytes.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private async Task AcceptAsync(BrokerAddress broker)
    {
        try
        {
            while (true)
            {
                TcpClient near = await _listener.AcceptTcpClientAsync(_cut.Token);
                var far = new TcpClient();
                await far.ConnectAsync(broker.Host, broker.Port, _cut.Token);
                _clients.AddRange([near, far]);
                _ = CopyAsync(near, far);
                _ = CopyAsync(far, near);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
