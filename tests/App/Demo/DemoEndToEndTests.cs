using System.Diagnostics;
using System.Text.Json;
using DexGrasp.App.Cli;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

/// <summary>The program as a user starts it, in a process of its own.</summary>
public sealed class DemoEndToEndTests
{
    [Fact]
    public async Task Demo_TwoObjects_ClearsTheTableAndLeavesVideoReportAndRecording()
    {
        using var folder = new TemporaryFolder();
        using Process demo = Start(folder, "--count", "2", "--seed", "100001", "--json", folder["result.json"]);

        (int code, string output) = await End(demo);

        Assert.True(code == ExitCode.Success, output);
        using var result = JsonDocument.Parse(File.ReadAllText(folder["result.json"]));
        Assert.Equal(2, result.RootElement.GetProperty("placed").GetInt32());
        Assert.True(result.RootElement.GetProperty("success").GetBoolean());
        Assert.Contains("<video", File.ReadAllText(folder["report.html"]));
        string[] lines = File.ReadAllLines(folder["recording.jsonl"]);
        Assert.True(lines.Length > 50, $"{lines.Length} lines were recorded");
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.InRange(await FramesOf(folder["demo.mp4"]), 100, 2000);
    }

    [Fact]
    public async Task Demo_InterruptedLikeCtrlC_StopsTheArmAndLeavesReadableFiles()
    {
        using var folder = new TemporaryFolder();
        using Process demo = Start(folder, "--seed", "100002");
        Task<(int Code, string Output)> end = End(demo);
        while (!demo.HasExited && !Directory.GetFiles(folder.Folder, "*recording*").Any(f => new FileInfo(f).Length > 20_000))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);

        using (Process kill = Process.Start("kill", ["-INT", "--", $"-{demo.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        (int code, string output) = await end;

        Assert.True(code == ExitCode.Cancelled, $"exit code {code}: {output}");
        Assert.Contains("Stopped on request", output);
        Assert.All(File.ReadAllLines(folder["recording.jsonl"]), line => JsonDocument.Parse(line).Dispose());
        Assert.Contains("Stopped on request", File.ReadAllText(folder["report.html"]));
        Assert.InRange(await FramesOf(folder["demo.mp4"]), 10, 2000);
        Assert.Equal(3, Directory.GetFiles(folder.Folder).Length);
    }

    // A process group of its own, as a shell gives to what it runs in the foreground.
    private static Process Start(TemporaryFolder folder, params string[] arguments) => Process.Start(new ProcessStartInfo(
        "setsid", [Path.Combine(AppContext.BaseDirectory, "dexgrasp"), "demo", "--out", folder.Folder, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Output)> End(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private static async Task<int> FramesOf(string video)
    {
        using Process probe = Process.Start(new ProcessStartInfo(
            "ffprobe", ["-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0", video])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        (int code, string text) = await End(probe);
        Assert.True(code == 0, text);
        return int.Parse(text.Trim());
    }
}
