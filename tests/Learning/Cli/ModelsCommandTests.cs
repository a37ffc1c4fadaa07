using System.Text.Json;
using DexGrasp.Learning.Cli;
using DexGrasp.Tests.Learning.Checkpoints;
using Xunit;

namespace DexGrasp.Tests.Learning.Cli;

public sealed class ModelsCommandTests
{
    private static string Dino => Path.Combine(AppContext.BaseDirectory, "Fixtures", "dinov2-tiny");

    [Fact]
    public async Task Verify_PublishedController_SucceedsAndWritesEveryError()
    {
        using var folder = new TemporaryFolder();
        (int code, string output, _) = await RunAsync("models", "verify", SharedFixtures.Folder("dexgraspvla-tiny"), "--json", folder.File("v.json"));
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("eps_45", output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder.File("v.json")));
        Assert.Equal(["max_error", "tensors", "params"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.InRange(json.RootElement.GetProperty("max_error").GetDouble(), 0, 1e-4);
        Assert.InRange(json.RootElement.GetProperty("tensors").GetProperty("action").GetDouble(), 0, 1e-4);
        Assert.Equal(317917, json.RootElement.GetProperty("params").GetInt64());
    }

    [Fact]
    public async Task Verify_WrongReference_FailsAndNamesTheTensor()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(Dino, folder), path = Path.Combine(copy, "expected.safetensors");
        byte[] bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[^1] ^= 0x40;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        (int code, string output, _) = await RunAsync("models", "verify", copy);
        Assert.Equal(ExitCode.Failure, code);
        Assert.Matches("tokens.*FAILED", output);
    }

    [Fact]
    public async Task Verify_FolderWithoutReference_IsBadInput()
    {
        using var folder = new TemporaryFolder();
        (int code, _, string error) = await RunAsync("models", "verify", folder.Folder);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("config.json", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfficialCheckpoint_WritesThreeFiles()
    {
        using var folder = new TemporaryFolder();
        (int code, string output, _) = await RunAsync("models", "import", Path.Combine(SharedFixtures.Folder("dexgraspvla-tiny"), "weights.pt"), "--out", folder.File("m"));
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("317,917 trainable", output, StringComparison.Ordinal);
        Assert.Equal(["config.json", "model-card.json", "weights.safetensors"], Directory.GetFiles(folder.File("m")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Import_HostileFile_IsRefusedByNameAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        TinyPickle.WriteArchive(folder.File("a.ckpt"), new TinyPickle().Global("os", "system").Op("(").Text($"touch {folder.File("marker")}").Op("tR").End());
        (int code, _, string error) = await RunAsync("models", "import", folder.File("a.ckpt"), "--out", folder.File("m"));
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("os.system", error, StringComparison.Ordinal);
        Assert.Equal("a.ckpt", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(folder.Folder))));
    }

    [Theory]
    [InlineData("models", "import", "a.pt")]
    [InlineData("models", "import", "a.pt", "--out", "m", "--norm", "layer")]
    [InlineData("models", "improve")]
    public async Task Run_WrongArguments_IsBadInput(params string[] arguments) => Assert.Equal(ExitCode.BadInput, (await RunAsync(arguments)).Code);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(arguments, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
