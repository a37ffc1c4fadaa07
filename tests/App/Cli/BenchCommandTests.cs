using System.Text.Json;
using DexGrasp.App.Cli;
using Xunit;

namespace DexGrasp.Tests.App.Cli;

public sealed class BenchCommandTests
{
    [Fact]
    public async Task RunAsync_OverlapOfThePolicyThatShips_PlaysItsChunksAndSaysWhatWasMeasured()
    {
        using var folder = new TemporaryFolder();

        int code = await CommandLine.RunAsync(
            ["bench", "overlap", "--seconds", "1", "--json", folder["bench.json"]], TextWriter.Null, TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Success, code);
        using JsonDocument written = JsonDocument.Parse(File.ReadAllText(folder["bench.json"]));
        Assert.Equal("bench overlap --seconds 1", written.RootElement.GetProperty("command").GetString());
        JsonElement[] rows = [.. written.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.Contains(rows, row => row.GetProperty("name").GetString() == "overlap.starved");
        JsonElement delay = rows.Single(row => row.GetProperty("name").GetString() == "overlap.delay");
        Assert.True(delay.GetProperty("n").GetInt64() > 0);
        Assert.True(delay.GetProperty("p50").GetDouble() > 0);
    }
}
