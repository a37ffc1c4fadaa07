using System.Text.Json;
using DexGrasp.App.Cli;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.Retrieval;

public sealed class EvalRetrievalCommandTests
{
    [Fact]
    public async Task Eval_ShippedPolicy_UncoversMostTargets()
    {
        using var folder = new TemporaryFolder();
        var error = new StringWriter();

        int code = await CommandLine.RunAsync(
            ["eval", "retrieval", "--methods", "policy", "--scenes", "6", "--seeds", "1", "--out", folder["out"]], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.True(code == 0, error.ToString());
        JsonElement policy = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder["out"], "retrieval.json"), TestContext.Current.CancellationToken)).RootElement
            .GetProperty("methods").GetProperty("policy");
        Assert.True(policy.GetProperty("success").GetProperty("rate").GetDouble() >= 0.5, $"The policy that ships uncovered {policy.GetProperty("success")}.");
        Assert.InRange(policy.GetProperty("steps").GetProperty("mean").GetDouble(), 10, 130);
    }
}
