using DexGrasp.App.Cli;
using Xunit;

namespace DexGrasp.Tests.App.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("eval --help")]
    [InlineData("eval merge --help")]
    [InlineData("eval grasp --help")]
    [InlineData("eval retrieval --help")]
    [InlineData("demo --help")]
    [InlineData("driver --help")]
    [InlineData("run --help")]
    [InlineData("console --help")]
    [InlineData("doctor --help")]
    [InlineData("bench --help")]
    [InlineData("dataset --help")]
    [InlineData("dataset info --help")]
    [InlineData("dataset validate --help")]
    [InlineData("dataset convert --help")]
    [InlineData("models --help")]
    public async Task RunAsync_Help_PrintsUsageAndSucceeds(string line)
    {
        (int code, string output, string error) = await Run(line.Split(' '));

        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("Usage:", output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task RunAsync_NoArguments_PrintsCommands()
    {
        (int code, string output, _) = await Run();

        Assert.Equal(ExitCode.Success, code);
        foreach (string command in (string[])["demo", "doctor", "driver", "run", "console", "eval", "bench", "models", "dataset"])
            Assert.Contains(command, output);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("doctor --colour")]
    [InlineData("eval merge")]
    [InlineData("demo --count 26")]
    [InlineData("demo --pace slow")]
    [InlineData("demo --broker nowhere:0")]
    [InlineData("demo --objects no-such-set")]
    [InlineData("run --robot no-such-card")]
    [InlineData("driver --port 70000")]
    [InlineData("console --port 70000")]
    [InlineData("console --listen nowhere")]
    [InlineData("console --listen 0.0.0.0")]
    [InlineData("console --token-file no-such-file")]
    [InlineData("console --simulate --broker 127.0.0.1:1883")]
    [InlineData("bench no-such-benchmark")]
    [InlineData("dataset info no-such-folder")]
    [InlineData("dataset validate no-such-folder")]
    [InlineData("dataset convert no-such-folder elsewhere")]
    [InlineData("dataset convert a b --fps 0")]
    [InlineData("bench policy --policy no-such-folder")]
    [InlineData("eval grasp --policy no-such-policy")]
    [InlineData("eval grasp --policy learned --tracker no-such-tracker")]
    [InlineData("eval grasp --policy learned --tracker .")]
    [InlineData("eval retrieval --policy no-such-file.onnx")]
    [InlineData("eval retrieval --methods fly")]
    [InlineData("eval retrieval --occluders 25")]
    [InlineData("eval retrieval --timestep 0.01")]
    [InlineData("demo --tracker network")]
    [InlineData("demo --policy expert")]
    [InlineData("run --policy no-such-policy")]
    [InlineData("models verify no-such-folder")]
    [InlineData("models list no-such-folder")]
    [InlineData("bench all --seconds 0")]
    [InlineData("bench all --seconds many")]
    public async Task RunAsync_BadInput_SaysSoWithoutStackTrace(string line)
    {
        (int code, _, string error) = await Run(line.Split(' '));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.StartsWith("dexgrasp: ", error);
        Assert.DoesNotContain("   at ", error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("sing me a song")]
    public async Task RunAsync_DemoPromptWithoutATask_MovesNothing(string prompt)
    {
        using var folder = new TemporaryFolder();

        (int code, _, string error) = await Run("demo", "--prompt", prompt, "--out", folder["out"]);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("Nothing was moved", error);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task RunAsync_UnreadableResult_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["eval.json"], "{ not json");

        (int code, _, string error) = await Run("eval", "report", folder["eval.json"]);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(folder["eval.json"], error);
        Assert.Contains("Line", error, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(folder["report.html"]));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await CommandLine.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
