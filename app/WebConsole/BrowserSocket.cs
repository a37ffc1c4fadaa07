using System.Net.WebSockets;
using System.Text.Json;

namespace DexGrasp.App.WebConsole;

/// <summary>The live connection of one browser: sends what its outbox holds as fast as the browser takes it, and hears its gauges.</summary>
internal static class BrowserSocket
{
    private const int MostGaugeBytes = 2048;
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);

    /// <summary>Serves a browser until it goes or the console ends.</summary>
    public static async Task RunAsync(WebSocket socket, BrowserOutbox outbox, CancellationToken end)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(end);
        Task sending = SendAsync(socket, outbox, gone.Token), hearing = HearAsync(socket, outbox, gone.Token);
        await Task.WhenAny(sending, hearing).ConfigureAwait(false);
        await gone.CancelAsync().ConfigureAwait(false);
        foreach (Task part in (Task[])[sending, hearing])
        {
            try
            {
                await part.ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
            {
                // The browser has gone, or the console ends.
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, BrowserOutbox outbox, CancellationToken gone)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        while (!outbox.IsOverfull)
        {
            await outbox.WaitAsync(gone).ConfigureAwait(false);
            while (outbox.TryTake(out byte[] message, out bool isText))
            {
                patience.CancelAfter(SendPatience);
                await socket.SendAsync(message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, patience.Token).ConfigureAwait(false);
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static async Task HearAsync(WebSocket socket, BrowserOutbox outbox, CancellationToken gone)
    {
        byte[] buffer = new byte[MostGaugeBytes];
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), gone).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, gone).ConfigureAwait(false);
                return;
            }

            // Gauges are short; whatever else comes does not come from the console's page.
            if (!received.EndOfMessage || received.MessageType != WebSocketMessageType.Text)
                return;
            try
            {
                outbox.Gauges = JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count));
            }
            catch (JsonException)
            {
                return;
            }
        }
    }
}
