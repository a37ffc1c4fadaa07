using System.Text.Json;
using DexGrasp.App.Cli;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Ungraspable;

public sealed class EvalUngraspableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-ungraspable-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Eval_ShippedEdgePolicy_LiftsNearlyAlways()
    {
        JsonElement result = await RunAsync("--skill", "edge", "--episodes", "12");

        Assert.Equal(12, result.GetProperty("episodes").GetArrayLength());
        Assert.True(result.GetProperty("lifted").GetProperty("rate").GetDouble() > 0.8, $"The policy that ships lifted {result.GetProperty("lifted")}.");
        Assert.True(result.GetProperty("privileged").GetBoolean());
    }

    [Fact]
    public async Task Eval_AnyNumberOfThreads_GivesTheSameEpisodes()
    {
        JsonElement one = await RunAsync("--skill", "edge", "--method", "script", "--episodes", "4", "--threads", "1"), two = await RunAsync("--skill", "edge", "--method", "script", "--episodes", "4", "--threads", "2");

        Assert.Equal(one.GetProperty("episodes").GetRawText(), two.GetProperty("episodes").GetRawText());
    }

    [Fact]
    public async Task Eval_SkillWithoutAPolicy_SaysWhatIsMissing()
    {
        var error = new StringWriter();

        int code = await CommandLine.RunAsync(["eval", "ungraspable", "--skill", "wall", "--out", _folder], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, code);
        Assert.Contains("ungraspable-wall", error.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(["eval", "ungraspable", .. arguments, "--out", _folder], TextWriter.Null, error, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error.ToString());
        return JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "ungraspable.json"), TestContext.Current.CancellationToken)).RootElement;
    }
}
