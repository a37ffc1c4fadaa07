using DexGrasp.Learning.Cli;
using Xunit;

namespace DexGrasp.Tests.Learning.Cli;

public sealed class ExportDinoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Dino => Path.Combine(AppContext.BaseDirectory, "Fixtures", "dinov2-tiny");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ExportDino_Encoder_WritesOneFileAndSaysHowFarItIsFromTorch()
    {
        (int code, string output, string error) = await RunAsync(Dino, "--width", "98");

        Assert.True(code == ExitCode.Success, error);
        Assert.Matches(@"pictures of 98x70 px; largest difference to TorchSharp \d\.\de-0[5-9], allowed 1e-04", output);
        Assert.Equal("d.onnx", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(_folder.Folder))));
    }

    [Theory]
    [InlineData("--height", "50")]
    [InlineData("--dino-heads", "5")]
    [InlineData("--encoder", "head")]
    [InlineData("--encoder", "foot")]
    public async Task ExportDino_WrongArguments_IsBadInputAndWritesNothing(params string[] arguments)
    {
        (int code, _, string error) = await RunAsync([Dino, .. arguments]);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.StartsWith("dexgrasp: ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public async Task ExportDino_FolderWithoutWeights_IsBadInput() => Assert.Equal(ExitCode.BadInput, (await RunAsync(_folder.Folder)).Code);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(["export", "dino", .. arguments, "--out", _folder.File("d.onnx")], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
