using DexGrasp.Planner.Verification;
using DexGrasp.Planner.Vlm;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm;

/// <summary>How often and when the model is asked.</summary>
public sealed class VlmCallTests
{
    private static readonly FakeReply Held = FakeReply.Says("""{"held": true, "on_table": false, "reason": "It is."}""");

    [Fact]
    public async Task Ask_ServerFailsTwice_WaitsOneAndTwoSecondsAndSucceeds()
    {
        await using var server = new FakeModelServer(FakeReply.Error(500), FakeReply.Dropped, Held);
        using var bench = new VlmBench(server.Url);

        Assert.True((await Verify(bench)).Held);

        Assert.Equal([(TimeSpan.FromSeconds(1), VlmOutcome.ServerError), (TimeSpan.FromSeconds(2), VlmOutcome.ServerUnreachable)], bench.Delays);
    }

    [Fact]
    public async Task Ask_DelaysGrowBeyondTheMost_StayAtIt()
    {
        await using var server = new FakeModelServer(FakeReply.Error(503));
        using var bench = new VlmBench(server.Url, o => o with { Retries = 5, MaxDelay = TimeSpan.FromSeconds(6) });

        await Assert.ThrowsAsync<VlmFaultException>(() => Verify(bench));

        Assert.Equal([1, 2, 4, 6, 6], bench.Delays.Select(d => d.Delay.TotalSeconds));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0.2", 1)]
    [InlineData("Sat, 01 Jan 2000 00:00:20 GMT", 20)]
    [InlineData("soon", 1)]
    [InlineData("-4", 1)]
    public async Task Ask_RetryAfter_WaitsAsLongAsTheServerAsks(string header, double seconds)
    {
        await using var server = new FakeModelServer(FakeReply.Error(429, header), Held);
        using var bench = new VlmBench(server.Url);

        Assert.True((await Verify(bench)).Held);

        Assert.Equal(seconds, Assert.Single(bench.Delays).Delay.TotalSeconds, 3);
    }

    [Fact]
    public async Task Ask_SlowServer_IsAskedAgainAfterTheTimeOfACall()
    {
        await using var server = new FakeModelServer(FakeReply.Slow, Held);
        using var bench = new VlmBench(server.Url, o => o with { CallTimeout = TimeSpan.FromSeconds(9) });
        server.Arrived = r => bench.Time.Advance(TimeSpan.FromSeconds(r.Number == 0 ? 9 : 8));

        Assert.True((await Verify(bench)).Held);

        Assert.Equal([(TimeSpan.FromSeconds(1), VlmOutcome.TimedOut)], bench.Delays);
    }

    [Fact]
    public async Task Ask_SameQuestionAgain_IsAnsweredFromTheCache()
    {
        await using var server = new FakeModelServer(Held);
        using var bench = new VlmBench(server.Url);

        GraspVerdict first = await Verify(bench), second = await Verify(bench);

        Assert.Equal(first, second);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Ask_CacheFolder_ServesAnotherRunButNotAnotherModel()
    {
        string folder = Directory.CreateTempSubdirectory("dexgrasp-test-").FullName;
        try
        {
            await using var server = new FakeModelServer(Held);
            foreach (string model in new[] { "one", "one", "two" })
            {
                using var bench = new VlmBench(server.Url, o => o with { CacheFolder = folder, Model = model });
                Assert.True((await Verify(bench)).Held);
            }

            Assert.Equal(2, server.Requests.Count);
            foreach (string file in Directory.GetFiles(folder))
                File.WriteAllText(file, "spoiled");
            using var after = new VlmBench(server.Url, o => o with { CacheFolder = folder, Model = "one" });
            Assert.True((await Verify(after)).Held);
            Assert.Equal(3, server.Requests.Count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Ask_UselessAnswer_IsNotKept()
    {
        await using var server = new FakeModelServer(FakeReply.Says("no"), FakeReply.Says("no"), Held);
        using var bench = new VlmBench(server.Url);

        await Assert.ThrowsAsync<VlmFaultException>(() => Verify(bench));

        Assert.True((await Verify(bench)).Held);
    }

    [Theory]
    [InlineData(2, 1_000_000)]
    [InlineData(300, 1000)]
    public async Task Ask_BudgetSpent_AsksNoMoreUntilTheNextTask(int calls, int tokens)
    {
        await using var server = new FakeModelServer(FakeReply.Says("no", tokens: 500));
        using var bench = new VlmBench(server.Url, o => o with { MaxCalls = calls, MaxTokens = tokens });
        Assert.Equal(VlmOutcome.NotJson, (await Assert.ThrowsAsync<VlmFaultException>(() => Verify(bench))).Fault.Outcome);

        VlmFaultException e = await Assert.ThrowsAsync<VlmFaultException>(() => Verify(bench));

        Assert.Equal(VlmOutcome.BudgetSpent, e.Fault.Outcome);
        Assert.Equal(2, server.Requests.Count);
        await Assert.ThrowsAsync<VlmFaultException>(() => bench.Planner.UnderstandAsync("take the cup", TestContext.Current.CancellationToken));
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Ask_WaitedLongerThanTheTaskMay_AsksNoMore()
    {
        await using var server = new FakeModelServer(FakeReply.Error(429, "20"));
        using var bench = new VlmBench(server.Url, o => o with { MaxWaiting = TimeSpan.FromSeconds(30), Retries = 9 });

        VlmFaultException e = await Assert.ThrowsAsync<VlmFaultException>(() => Verify(bench));

        Assert.Equal(VlmOutcome.BudgetSpent, e.Fault.Outcome);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Ask_EveryRequest_CarriesKeyModelLimitAndSchema()
    {
        await using var server = new FakeModelServer(Held);
        using var bench = new VlmBench(server.Url, o => o with { Model = "qwen", MaxAnswerTokens = 777 });

        await Verify(bench);

        FakeRequest request = Assert.Single(server.Requests);
        Assert.Equal("Bearer secret-key-123", request.Authorization);
        Assert.Equal(("qwen", 777, "json_schema"), (
            request.Body["model"]!.GetValue<string>(), request.Body["max_completion_tokens"]!.GetValue<int>(), request.Body["response_format"]!["type"]!.GetValue<string>()));
        Assert.Equal(0, request.Body["temperature"]!.GetValue<double>());
        Assert.Equal(2, request.Pictures.Length);
    }

    [Fact]
    public void Validate_SeveralOptionsWrong_NamesThemAll()
    {
        VlmOptions wrong = new() { Url = new Uri("ftp://here"), Retries = 11, CallTimeout = TimeSpan.Zero, LongestSidePx = 1 };

        string message = Assert.Throws<VlmSetupException>(wrong.Validate).Message;

        Assert.All(["Url", "Retries is 11", "CallTimeout", "LongestSidePx is 1"], part => Assert.Contains(part, message));
        Assert.Throws<VlmSetupException>((new VlmOptions() with { Url = new Uri("http://me:key@host/v1") }).Validate);
    }

    private static Task<GraspVerdict> Verify(VlmBench bench) => bench.Planner.VerifyGraspAsync(VlmBench.Seen, VlmBench.Seen, VlmBench.Goal, TestContext.Current.CancellationToken);
}
