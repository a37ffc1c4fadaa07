using DexGrasp.App.Cli;
using DexGrasp.App.Doctor;
using DexGrasp.Tests.Planner.Vlm;
using Xunit;

namespace DexGrasp.Tests.App.Planning;

public sealed class PlannerOptionsTests
{
    [Theory]
    [InlineData("demo --planner telepathy", "telepathy")]
    [InlineData("demo --planner vlm", "--vlm-url and --vlm-model")]
    [InlineData("run --planner vlm --vlm-url http://localhost:8000/v1", "--vlm-url and --vlm-model")]
    [InlineData("demo --vlm-model qwen --no-fallback", "--vlm-model, --no-fallback only mean something with --planner vlm")]
    [InlineData("demo --planner vlm --vlm-url nowhere --vlm-model qwen", "'nowhere' is no address")]
    [InlineData("demo --planner vlm --vlm-url ftp://host --vlm-model qwen", "is no address")]
    [InlineData("demo --planner vlm --vlm-url http://me:key@host --vlm-model qwen", "user name")]
    [InlineData("demo --planner vlm --vlm-url http://host --vlm-model qwen --vlm-boxes inches", "inches")]
    [InlineData("demo --planner vlm --vlm-url http://host --vlm-model qwen --vlm-timeout 601", "outside [1, 600]")]
    [InlineData("demo --planner vlm --vlm-url http://host --vlm-model qwen --vlm-prompts no-such-folder", "no-such-folder")]
    [InlineData("demo --planner vlm --vlm-replay no-such-file", "no-such-file")]
    [InlineData("demo --planner vlm --vlm-replay a --vlm-record a", "the same file")]
    [InlineData("doctor --vlm-url nowhere", "'nowhere' is no address")]
    public async Task RunAsync_OptionsThatDoNotFit_AreBadInput(string line, string why)
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(line.Split(' '), TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(why, error.ToString());
        Assert.DoesNotContain("   at ", error.ToString());
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("run")]
    public async Task RunAsync_Help_ShowsThePlannersOptions(string command)
    {
        using var output = new StringWriter();

        await CommandLine.RunAsync([command, "--help"], output, TextWriter.Null, TestContext.Current.CancellationToken);

        string[] options = ["--planner", "--vlm-url", "--vlm-model", "--vlm-boxes", "--vlm-timeout", "--vlm-prompts", "--vlm-cache", "--vlm-record", "--vlm-replay", "--no-fallback"];
        Assert.All(options, option => Assert.Contains(option, output.ToString()));
    }

    [Theory]
    [InlineData(200, """{"object": "list", "data": [{"id": "qwen"}, {"id": "llava"}]}""", CheckStatus.Ok, "qwen, llava")]
    [InlineData(200, """{"data": []}""", CheckStatus.Warning, "lists no model")]
    [InlineData(200, "<html>", CheckStatus.Warning, "no list of models")]
    [InlineData(200, """{"models": 3}""", CheckStatus.Warning, "no list of models")]
    [InlineData(401, "{}", CheckStatus.Warning, "HTTP 401")]
    [InlineData(500, "", CheckStatus.Warning, "HTTP 500")]
    public async Task Endpoint_WhatAServerSays_IsTold(int status, string body, CheckStatus expected, string words)
    {
        await using var server = new FakeModelServer(new FakeReply(status, body));

        CheckResult result = ModelChecks.Endpoint(server.Url);

        Assert.Equal(expected, result.Status);
        Assert.Contains(words, result.Detail);
        Assert.Equal("/v1/models", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void Endpoint_NobodyThere_IsAWarningWithARemedy()
    {
        CheckResult result = ModelChecks.Endpoint(FakeModelServer.NobodyThere());

        Assert.Equal(CheckStatus.Warning, result.Status);
        Assert.NotNull(result.Fix);
    }
}
