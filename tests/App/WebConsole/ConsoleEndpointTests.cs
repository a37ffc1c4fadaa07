using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using DexGrasp.App.WebConsole;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

/// <summary>What the console answers over real HTTP, and what it refuses. No robot is there.</summary>
public sealed partial class ConsoleEndpointTests : IAsyncLifetime
{
    private const string Token = "a-token-that-is-long-enough";
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private EmbeddedBroker _broker = null!;
    private ConsoleServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _broker = await EmbeddedBroker.StartAsync(port: 0);
        _server = await StartAsync(null);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _broker.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Page_AnyFile_IsServedWithAStrictPolicy()
    {
        foreach (string path in (string[])["/", "/main.js", "/console.css", "/text/zh.json", "/icon.svg"])
        {
            using HttpResponseMessage answer = await GetAsync(path);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
        }
    }

    [Fact]
    public void Words_OfBothLanguages_HaveTheSameKeysAndPlaces()
    {
        Dictionary<string, string> english = Words("en"), chinese = Words("zh");

        Assert.Equal(english.Keys, chinese.Keys);
        Assert.All(english, pair => Assert.Equal(Places(pair.Value), Places(chinese[pair.Key])));
        Assert.All(chinese, pair => Assert.NotEqual("", pair.Value));

        static IEnumerable<string> Places(string text) => System.Text.RegularExpressions.Regex.Matches(text, @"\{\w+\}").Select(m => m.Value).Order();
    }

    [Theory]
    [InlineData("/api/goal", "{", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal", "null", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal", "[1]", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal", """{"words":7}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal", """{"words":null}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal", """{"words":"\ud800"}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal/confirm", """{"id":"1"}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/goal/confirm", """{"id":99}""", HttpStatusCode.Conflict)]
    [InlineData("/api/goal/cancel", """{"id":99}""", HttpStatusCode.Conflict)]
    [InlineData("/api/reset", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/api/reset", """{"confirmed":true}""", HttpStatusCode.Forbidden)]
    [InlineData("/api/no-such", "{}", HttpStatusCode.NotFound)]
    public async Task Post_WhatIsNotServed_IsRefusedInWords(string path, string body, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await PostAsync(path, Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEqual("", (await JsonAsync(answer)).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Goal_100KilobytesOrNoUtf8OrNoJsonType_IsRefused()
    {
        using HttpResponseMessage large = await PostAsync("/api/goal", Encoding.UTF8.GetBytes($$"""{"words":"{{new string('a', 100_000)}}"}"""));
        using HttpResponseMessage bytes = await PostAsync("/api/goal", [0x7b, 0x22, 0xff, 0xfe, 0x22]);
        using HttpResponseMessage form = await PostAsync("/api/goal", """{"words":"clear the table"}"""u8.ToArray(), type: "text/plain");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, bytes.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
    }

    [Fact]
    public async Task Stop_AnyBody_IsSentAgainAndAgainAndSaysThatNobodyConfirmed()
    {
        int stops = 0;
        await using MqttLink robot = await HearAsync(new Topics(Rm75.Model.Name).Stop, _ => stops++);

        HttpResponseMessage[] answers = await Task.WhenAll(new[] { "", "{", "{}" }.Select(body => PostAsync("/api/stop", Encoding.UTF8.GetBytes(body))));

        foreach (HttpResponseMessage answer in answers)
            using (answer)
            {
                Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
                Assert.Equal("unconfirmed", (await JsonAsync(answer)).GetProperty("phase").GetString());
            }

        Assert.True(stops > answers.Length, $"the stops were sent {stops} times");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Host", "evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("Host", "10.0.0.7", HttpStatusCode.MisdirectedRequest)]
    public async Task Post_FromElsewhere_IsRefused(string header, string value, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await PostAsync("/api/goal", """{"words":"clear the table"}"""u8.ToArray(), header: (header, value));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Socket_FromAnotherSite_IsRefusedAndFromOursGetsTheWelcome()
    {
        var address = new Uri($"ws://{_server.Url.Authority}/ws");
        using ClientWebSocket foreign = new(), ours = new();
        foreign.Options.SetRequestHeader("Origin", "https://evil.example");
        ours.Options.SetRequestHeader("Origin", $"http://{_server.Url.Authority}");

        await Assert.ThrowsAsync<WebSocketException>(() => foreign.ConnectAsync(address, Stop));
        await ours.ConnectAsync(address, Stop);
        byte[] buffer = new byte[65536];
        WebSocketReceiveResult received = await ours.ReceiveAsync(buffer, Stop);

        Assert.Equal("welcome", JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, received.Count)).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("demo/report.html", HttpStatusCode.OK)]
    [InlineData("demo/recording.jsonl", HttpStatusCode.OK)]
    [InlineData("demo/secret.txt", HttpStatusCode.NotFound)]
    [InlineData("demo/link.html", HttpStatusCode.NotFound)]
    [InlineData("linked/report.html", HttpStatusCode.NotFound)]
    [InlineData("../outside.html", HttpStatusCode.NotFound)]
    [InlineData("demo/../../outside.html", HttpStatusCode.NotFound)]
    [InlineData("%2e%2e/outside.html", HttpStatusCode.NotFound)]
    [InlineData("..%2foutside.html", HttpStatusCode.NotFound)]
    [InlineData("demo%2f..%2f..%2foutside.html", HttpStatusCode.NotFound)]
    [InlineData("..%5coutside.html", HttpStatusCode.NotFound)]
    [InlineData("%252e%252e/outside.html", HttpStatusCode.NotFound)]
    [InlineData("/etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.NotFound)]
    public async Task Files_OnlyRecordingsInTheFolder_AreServed(string path, HttpStatusCode expected)
    {
        string root = Directory.CreateDirectory(_folder["out"]).FullName, demo = Directory.CreateDirectory(Path.Combine(root, "demo")).FullName;
        foreach (string file in (string[])[Path.Combine(demo, "report.html"), Path.Combine(demo, "recording.jsonl"), Path.Combine(demo, "secret.txt"), _folder["outside.html"]])
            File.WriteAllText(file, "x");
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.WriteAllText(Path.Combine(_folder["elsewhere"], "report.html"), "x");
        File.CreateSymbolicLink(Path.Combine(demo, "link.html"), _folder["outside.html"]);
        Directory.CreateSymbolicLink(Path.Combine(root, "linked"), _folder["elsewhere"]);

        // Straight from the socket: a client library would tidy the path.
        HttpStatusCode status = await RawGetAsync($"/files/{path}");

        Assert.Equal(expected, status);
        using HttpResponseMessage list = await GetAsync("/api/recordings");
        Assert.Equal(["demo"], (await JsonAsync(list)).EnumerateArray().Select(e => e.GetProperty("folder").GetString()));
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop));

    private static Dictionary<string, string> Words(string language)
    {
        using Stream stream = typeof(ConsoleServer).Assembly.GetManifestResourceStream($"page/text/{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    private Task<ConsoleServer> StartAsync(string? token) => ConsoleServer.StartAsync(
        new ConsoleOptions { Broker = _broker.Address, Robot = Rm75.Model, Port = 0, Token = token, Recordings = _folder["out"] }, Stop);

    private async Task<MqttLink> HearAsync(Topic topic, Action<MqttMessage> heard)
    {
        var link = new MqttLink(_broker.Address, "robot");
        link.Subscribe(topic, heard);
        await link.StartAsync(Stop);
        return link;
    }

    private async Task<JsonElement> SayAsync(string words)
    {
        using HttpResponseMessage answer = await PostAsync("/api/goal", Json(new { words }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await JsonAsync(answer);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(_server.Url, path), Stop);

    private async Task<HttpResponseMessage> PostAsync(string path, byte[] body, string type = "application/json", (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Url, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (header is { } extra)
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        return await _http.SendAsync(request, Stop);
    }

    private async Task<HttpStatusCode> RawGetAsync(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.Url.Host, _server.Url.Port, Stop);
        using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {_server.Url.Authority}\r\nConnection: close\r\n\r\n"), Stop);
        using var reader = new StreamReader(stream);
        string? line = await reader.ReadLineAsync(Stop);
        return (HttpStatusCode)int.Parse(line!.Split(' ')[1]);
    }
}
