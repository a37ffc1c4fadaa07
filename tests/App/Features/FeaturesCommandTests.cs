using System.Text.Json;
using DexGrasp.App.Cli;
using DexGrasp.App.Features;
using DexGrasp.Core.Images;
using DexGrasp.Tests.Controller.Perception;
using OpenCvSharp;
using Xunit;

namespace DexGrasp.Tests.App.Features;

public sealed class FeaturesCommandTests : IDisposable
{
    private const int Width = 84, Height = 56;
    private readonly TemporaryFolder _folder = new();

    public FeaturesCommandTests()
    {
        // Red at the left, blue at the right: two kinds of patches.
        using var picture = new Mat(Height, Width, MatType.CV_8UC3, new Scalar(200, 30, 30));
        picture[new Rect(0, 0, Width / 2, Height)].SetTo(new Scalar(30, 30, 200));
        Cv2.ImWrite(_folder["picture.png"], picture);
        new TinyDino { Takes = [1, 3, Height, Width] }.Write(_folder["dino.onnx"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Features_SuppliedModel_DrawsPatchesAlikeInOneColourAndWritesNumbers()
    {
        (int code, string output, string error) = await Run("dino.onnx", "picture.png", "--out", _folder["sub/features.png"], "--json", _folder["f.json"]);

        Assert.True(code == ExitCode.Success, error);
        Assert.Contains("4 x 6 patches of 14 px, 3 numbers each; 0 registers", output, StringComparison.Ordinal);
        ImageRgb drawn = PictureFile.Read(_folder["sub/features.png"]);
        Assert.Equal((Height, (2 * Width) + 8), (drawn.Height, drawn.Width));
        Assert.Equal((200, 30, 30), At(drawn, 10, 20));
        int right = Width + 8;
        Assert.Equal(At(drawn, right + 5, 5), At(drawn, right + 30, 50));
        Assert.Equal(At(drawn, right + 60, 5), At(drawn, right + 75, 50));
        Assert.NotEqual(At(drawn, right + 5, 5), At(drawn, right + 60, 5));
        using JsonDocument json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["f.json"], TestContext.Current.CancellationToken));
        Assert.Equal((4, 6, 3), (Number("rows"), Number("columns"), Number("channels")));
        Assert.Equal(1, json.RootElement.GetProperty("variance_shares")[0].GetDouble(), 1e-6);
        Assert.Equal(((200 / 255f) - 0.406f) / 0.225f, json.RootElement.GetProperty("most").GetDouble(), 1e-4);
        Assert.Equal(64, json.RootElement.GetProperty("model_sha256").GetString()!.Length);

        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("none.onnx", "picture.png", "There is no file")]
    [InlineData("picture.png", "picture.png", "does not load")]
    [InlineData("dino.onnx", "none.png", "There is no picture")]
    [InlineData("dino.onnx", "dino.onnx", "is no picture")]
    public async Task Features_UnusableFile_IsBadInputAndWritesNothing(string model, string picture, string words)
    {
        (int code, _, string error) = await Run(model, picture, "--out", _folder["features.png"]);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["features.png"]));
    }

    [Fact]
    public async Task Features_SizeThatTheModelDoesNotTake_IsBadInput()
    {
        (int code, _, string error) = await Run("dino.onnx", "picture.png", "--out", _folder["features.png"], "--height", "28");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("28 px was asked for", error, StringComparison.Ordinal);
    }

    private static (int R, int G, int B) At(ImageRgb picture, int x, int y) => picture.Pixels.AsSpan(3 * ((y * picture.Width) + x), 3) is var p ? (p[0], p[1], p[2]) : default;

    private async Task<(int Code, string Output, string Error)> Run(string model, string picture, params string[] more)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(["models", "features", _folder[model], "--picture", _folder[picture], .. more], output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
