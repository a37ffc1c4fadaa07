using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class DinoModelTests : IDisposable
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f], Deviation = [0.229f, 0.224f, 0.225f];
    private static readonly TinyDino Open = new() { Takes = [-1, -1, -1, -1], Gives = [-1, -1, -1] };
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Folder, "dino.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_SuppliedModel_GivesNormalisedColoursRowByRow()
    {
        using var model = new DinoModel(new TinyDino().Write(File));

        model.Encode(Patches(2, 3));

        Assert.Equal((28, 42, 2, 3, 3, 0), (model.Height, model.Width, model.Rows, model.Columns, model.Channels, model.Registers));
        for (int i = 0; i < 6; i++)
            for (int c = 0; c < 3; c++)
                Assert.Equal(((Colour(i, c) / 255f) - Mean[c]) / Deviation[c], model.Patches[(3 * i) + c], 1e-4f);
        Assert.Equal([TinyDino.ClassValue, TinyDino.ClassValue, TinyDino.ClassValue], model.ClassToken.ToArray());
    }

    [Fact]
    public void Encode_SmallPicture_IsStretchedWithoutKeepingItsAspect()
    {
        using var model = new DinoModel(new TinyDino().Write(File));

        model.Encode(new ImageRgb(3, 2, [.. Enumerable.Range(0, 6).SelectMany(i => new[] { Colour(i, 0), Colour(i, 1), Colour(i, 2) })]));

        // Each pixel becomes a patch; at its corner the picture ends, and the outermost pixel counts.
        Assert.Equal(((Colour(0, 0) / 255f) - Mean[0]) / Deviation[0], model.Picture[0], 1e-5f);
        Assert.Equal(((Colour(5, 2) / 255f) - Mean[2]) / Deviation[2], model.Picture[^1], 1e-5f);
    }

    [Theory]
    [InlineData(null, null, 37, 37)]
    [InlineData(42, 70, 3, 5)]
    [InlineData(14, null, 1, 37)]
    public void Encode_ModelThatTakesAnySize_TakesTheOneAskedFor(int? height, int? width, int rows, int columns)
    {
        using var model = new DinoModel(Open.Write(File), new DinoModelOptions { Height = height, Width = width });

        model.Encode(Patches(rows, columns));

        Assert.Equal((rows, columns), (model.Rows, model.Columns));
        Assert.Equal(3 * rows * columns, model.Patches.Length);
        Assert.Equal(((Colour((rows * columns) - 1, 1) / 255f) - Mean[1]) / Deviation[1], model.Patches[^2], 1e-4f);
    }

    [Fact]
    public void Encode_ModelWithRegisters_PassesThemOver()
    {
        using var model = new DinoModel(new TinyDino { Registers = 4 }.Write(File));

        model.Encode(Patches(2, 3));

        Assert.Equal(4, model.Registers);
        Assert.Equal(18, model.Patches.Length);
        Assert.DoesNotContain(TinyDino.RegisterValue, model.Patches.ToArray());
        Assert.Equal(((Colour(0, 0) / 255f) - Mean[0]) / Deviation[0], model.Patches[0], 1e-4f);
    }

    [Fact]
    public void Encode_AfterTheFirstPicture_AllocatesNextToNothing()
    {
        using var model = new DinoModel(new TinyDino().Write(File), new DinoModelOptions { Threads = 1 });
        ImageRgb[] pictures = [Patches(4, 5), Patches(2, 3)];
        foreach (ImageRgb picture in pictures)
            model.Encode(picture);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            model.Encode(pictures[i % 2]);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 * 256);
    }

    [Fact]
    public void Constructor_ModelOfAnotherKind_SaysWhatItHasAndWhatWasExpected()
    {
        Refused(new TinyDino { Input = "image" }, "takes image Single [1, 3, 28, 42]", "pixel_values Single [1, 3, height, width]", "docs/models.md");
        Refused(new TinyDino { SecondInput = "interpolate" }, "interpolate Single [1]");
        Refused(new TinyDino { Takes = [2, 3, 28, 42] }, "pixel_values Single [2, 3, 28, 42]");
        Refused(new TinyDino { Takes = [1, 4, 28, 42] }, "pixel_values Single [1, 4, 28, 42]");
        Refused(new TinyDino { Takes = [3, 28, 42], Gives = [1, -1, 3] }, "takes pixel_values Single [3, 28, 42]");
        Refused(new TinyDino { Output = "tokens" }, "gives tokens Single [1, 7, 3]", "last_hidden_state Single [1, 1 + patches, channels]");
        Refused(new TinyDino { Gives = [-1, 3] }, "gives last_hidden_state Single [7, 3]");
    }

    [Fact]
    public void Constructor_SizesThatDoNotFit_NamesThem()
    {
        Refused(new TinyDino { Takes = [1, 3, 50, 42] }, "height is 50 px", "multiple of the patch's 14 px");
        Refused(new TinyDino { Takes = [1, 3, 28, 1050] }, "width is 1050 px", "up to 1036 px");
        Refused(new TinyDino { HasClassToken = false }, "gives 6 tokens for a picture of 42x28 px", "2 x 3 patches");
        Refused(new TinyDino { Registers = 17 }, "gives 24 tokens", "up to 16 registers");
        Refused(new TinyDino { Gives = [1, 6, 3], HasClassToken = false }, "gives 6 tokens");
        Assert.Contains("height 28 px; 56 px was asked for", Refusal(new TinyDino().ToBytes(), new DinoModelOptions { Height = 56 }), StringComparison.Ordinal);
        Assert.Contains("width is 0 px", Refusal(Open.ToBytes(), new DinoModelOptions { Width = 0 }), StringComparison.Ordinal);
        Assert.Contains("height is -14 px", Refusal(Open.ToBytes(), new DinoModelOptions { Height = -14 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_ModelThatFailsOnTheSize_NamesTheSize() =>
        Refused(Open with { NeedsPatch = 2000 }, "does not run on a picture of 518x518 px", "Gather");

    [Fact]
    public void Constructor_OutputThatIsAList_IsRefused() =>
        Assert.Contains("last_hidden_state (ONNX_TYPE_SEQUENCE)", Refusal(TinyDino.GivingAList()), StringComparison.Ordinal);

    [Fact]
    public void Constructor_NoModel_IsRefused()
    {
        byte[] whole = new TinyDino().ToBytes();
        foreach (byte[] bytes in (byte[][])[[], "no model"u8.ToArray(), whole[..(whole.Length / 2)]])
            Assert.Contains("does not load", Refusal(bytes), StringComparison.Ordinal);
        System.IO.File.Delete(File);
        foreach (string path in (string[])[File, _folder.Folder, ""])
            Assert.Contains($"There is no file {path}", Assert.Throws<DinoModelException>(() => new DinoModel(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_ModelThatAlwaysGivesNaN_IsRefused() => Refused(new TinyDino { Logarithm = -1 }, "gives NaN as number 0 of token 1", "finite numbers were expected");

    [Fact]
    public void Encode_NaNForOnePicture_ThrowsAndTheNextOneWorks()
    {
        using var model = new DinoModel(new TinyDino { Logarithm = 1.9f }.Write(File));

        string message = Assert.Throws<DinoModelException>(() => model.Encode(new ImageRgb(1, 1, [0, 0, 0]))).Message;
        model.Encode(new ImageRgb(1, 1, [128, 128, 128]));

        Assert.Contains("gives NaN as number 0 of token 1", message, StringComparison.Ordinal);
        Assert.Equal(MathF.Log(1.9f + (((128 / 255f) - Mean[0]) / Deviation[0])), model.Patches[0], 1e-4f);
    }

    private void Refused(TinyDino model, params string[] words)
    {
        string message = Refusal(model.ToBytes());
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }

    private string Refusal(byte[] model, DinoModelOptions? options = null)
    {
        System.IO.File.WriteAllBytes(File, model);
        string message = Assert.Throws<DinoModelException>(() => new DinoModel(File, options)).Message;
        Assert.Contains(File, message, StringComparison.Ordinal);
        return message;
    }

    private static byte Colour(int patch, int channel) => (byte)(((patch * 41) + (channel * 83) + 20) % 256);

    private static ImageRgb Patches(int rows, int columns)
    {
        int width = columns * DinoModel.PatchSize, height = rows * DinoModel.PatchSize;
        var pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Colour((i / 3 / width / DinoModel.PatchSize * columns) + (i / 3 % width / DinoModel.PatchSize), i % 3);
        return new ImageRgb(width, height, pixels);
    }
}
