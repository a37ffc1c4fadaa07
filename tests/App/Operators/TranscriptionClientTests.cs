using System.Net;
using DexGrasp.App.Operators;
using DexGrasp.Planner.Voice;
using Xunit;

namespace DexGrasp.Tests.App.Operators;

public sealed class TranscriptionClientTests
{
    [Fact]
    public async Task TranscribeAsync_Answer_GivesItsText()
    {
        var server = new FakeServer(HttpStatusCode.OK, """{"text": " Take the red cup. ", "duration": 1.2}""");
        using var http = new HttpClient(server);

        string text = await new TranscriptionClient(http, new Uri("http://server:8000")).TranscribeAsync(new short[1600], TestContext.Current.CancellationToken);

        Assert.Equal("Take the red cup.", text);
        Assert.Equal("http://server:8000/v1/audio/transcriptions", server.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, "no json")]
    [InlineData(HttpStatusCode.OK, "{\"text\": 7}")]
    [InlineData(HttpStatusCode.InternalServerError, "")]
    public async Task TranscribeAsync_BadAnswer_SaysThatNothingWasDone(HttpStatusCode code, string body)
    {
        using var http = new HttpClient(new FakeServer(code, body));

        VoiceException error = await Assert.ThrowsAsync<VoiceException>(() => new TranscriptionClient(http, new Uri("http://server:8000/own/path")).TranscribeAsync(new short[16], TestContext.Current.CancellationToken));

        Assert.Contains("Nothing was done", error.Message, StringComparison.Ordinal);
    }

    private sealed class FakeServer(HttpStatusCode code, string body) : HttpMessageHandler
    {
        public string? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri!.ToString();
            return Task.FromResult(new HttpResponseMessage(code) { Content = new StringContent(body) });
        }
    }
}
