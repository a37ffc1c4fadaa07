using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm;

/// <summary>An OpenAI-compatible server on loopback that plays what a test tells it, and records what it was asked.</summary>
internal sealed class FakeModelServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<FakeRequest, FakeReply> _answer;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private readonly List<FakeRequest> _requests = [];

    public FakeModelServer(Func<FakeRequest, FakeReply> answer)
    {
        _answer = answer;
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/v1");
        }

        _listener.Prefixes.Add($"{Url.GetLeftPart(UriPartial.Authority)}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Answers in their order, then the last one again.</summary>
    public FakeModelServer(params FakeReply[] replies)
        : this(request => replies[Math.Min(request.Number, replies.Length - 1)])
    {
    }

    public Uri Url { get; }

    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Gets what is called when a request has come and before it is answered.</summary>
    public Action<FakeRequest>? Arrived { get; set; }

    /// <summary>Returns an address at which nobody listens.</summary>
    public static Uri NobodyThere()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/v1");
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Close();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context), TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            string body = await reader.ReadToEndAsync(_end.Token);
            FakeRequest request;
            lock (_requests)
            {
                request = new FakeRequest(_requests.Count, body.Length == 0 ? [] : JsonNode.Parse(body)!.AsObject(), context.Request.Headers["Authorization"] ?? "", context.Request.Url!.AbsolutePath);
                _requests.Add(request);
            }

            Arrived?.Invoke(request);
            FakeReply reply = _answer(request);
            if (reply.Hangs)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
            if (reply.Aborts)
            {
                context.Response.ContentLength64 = 1000;
                await context.Response.OutputStream.WriteAsync("{\"id\":"u8.ToArray(), _end.Token);
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = reply.Status;
            context.Response.ContentType = "application/json";
            foreach ((string name, string value) in reply.Headers)
                context.Response.Headers[name] = value;
            byte[] bytes = Encoding.UTF8.GetBytes(reply.Body);
            context.Response.ContentLength64 = bytes.Length;
            await context.Response.OutputStream.WriteAsync(bytes, _end.Token);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The client went away, or the test is over.
        }
    }
}
