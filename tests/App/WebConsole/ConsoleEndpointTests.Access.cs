using System.Net;
using System.Net.Http.Headers;
using DexGrasp.App.Cli;
using DexGrasp.App.WebConsole;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

/// <content>Who is let in, and where the console may be opened.</content>
public sealed partial class ConsoleEndpointTests
{
    [Fact]
    public async Task Token_Needed_KeepsOthersOutAndLetsHoldersIn()
    {
        await using ConsoleServer server = await StartAsync(Token);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/api/state"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/ws"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/api/state", bearer: "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "/api/state", cookie: $"dexgrasp-console={Token}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/state", bearer: Token));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(server, "/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/login"));
        using HttpResponseMessage wrong = await LogInAsync(server, "wrong"), right = await LogInAsync(server, Token);
        Assert.Equal("/login?again", wrong.Headers.Location?.OriginalString);
        string cookie = right.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain(Token, cookie);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/api/state", cookie: cookie.Split(';')[0]));
    }

    [Fact]
    public async Task Start_OpenToTheNetworkWithoutToken_IsRefused()
    {
        UserErrorException error = await Assert.ThrowsAsync<UserErrorException>(() => ConsoleServer.StartAsync(
            new ConsoleOptions { Broker = _broker.Address, Robot = Rm75.Model, Listen = IPAddress.Any, Port = 0 }, Stop));

        Assert.Contains("token", error.Message);
    }

    [Fact]
    public async Task Start_PortTaken_SaysSo()
    {
        UserErrorException error = await Assert.ThrowsAsync<UserErrorException>(() => ConsoleServer.StartAsync(
            new ConsoleOptions { Broker = _broker.Address, Robot = Rm75.Model, Port = _server.Url.Port }, Stop));

        Assert.Contains($"{_server.Url.Port}", error.Message);
    }

    private async Task<HttpStatusCode> StatusAsync(ConsoleServer server, string path, string? bearer = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, path));
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using HttpResponseMessage answer = await _http.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> LogInAsync(ConsoleServer server, string token)
    {
        using var form = new FormUrlEncodedContent([new("token", token)]);
        return await _http.PostAsync(new Uri(server.Url, "/login"), form, Stop);
    }
}
