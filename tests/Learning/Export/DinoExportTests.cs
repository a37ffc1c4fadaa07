using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Models;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Export;

public sealed class DinoExportTests : IDisposable
{
    private const float Tolerance = 1e-4f;
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f], Deviation = [0.229f, 0.224f, 0.225f];
    private readonly TemporaryFolder _folder = new();

    private static string Reference => Path.Combine(AppContext.BaseDirectory, "Fixtures", "dinov2-tiny");

    private string Model => _folder.File("dino.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Export_PublishedEncoder_GivesTheReferencesTokens()
    {
        using ExportedEncoder encoder = ExportedEncoder.Read(Reference, null, null);
        using TensorMap expected = SafetensorsFile.Read(Path.Combine(Reference, "expected.safetensors"));

        float reported = DinoExporter.Export(Model, encoder, encoder.ImageSize, encoder.ImageSize);

        Assert.Equal((70, 4), (encoder.ImageSize, encoder.Config.Heads));
        Assert.InRange(reported, 0, Tolerance);
        using var model = new DinoModel(Model);
        Assert.Equal((5, 5, 48, 0), (model.Rows, model.Columns, model.Channels, model.Registers));
        AssertClose(expected["tokens"], Patches(model, expected["image"]));
    }

    [Theory]
    [InlineData(70, 70)]
    [InlineData(14, 14)]
    [InlineData(42, 98)]
    [InlineData(112, 56)]
    [InlineData(224, 224)]
    public void Export_AnySize_ComputesWhatTorchComputes(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using ExportedEncoder encoder = ExportedEncoder.Read(Reference, null, null);
        DinoExporter.Export(Model, encoder, height, width);
        using var model = new DinoModel(Model);
        manual_seed(height);
        Tensor picture = randn(1, 3, height, width);

        Tensor found = Patches(model, picture);

        AssertClose(encoder.Encoder.forward(picture), found);
        AssertClose(encoder.Encoder.ForwardAll(picture)[.., 0], tensor(model.ClassToken.ToArray()).unsqueeze(0));
    }

    [Theory]
    [InlineData(ExportedEncoder.Head)]
    [InlineData(ExportedEncoder.Wrist)]
    public void Export_EncoderOfTheReferenceController_LeadsToTheReferencesTokens(string which)
    {
        string folder = SharedFixtures.Folder("dexgraspvla-tiny");
        using var scope = NewDisposeScope();
        using var still = no_grad();
        ModelImporter.Import(Path.Combine(folder, "weights.safetensors"), _folder.File("m"), cancellationToken: TestContext.Current.CancellationToken);
        using TensorMap expected = SafetensorsFile.Read(Path.Combine(folder, "expected.safetensors"));
        using ExportedEncoder encoder = ExportedEncoder.Read(_folder.File("m"), which, null);
        DinoExporter.Export(Model, encoder, encoder.ImageSize, encoder.ImageSize);
        using DexGraspVlaController controller = ModelFolder.Read(_folder.File("m")).Controller;
        Dictionary<string, nn.Module> parts = controller.Encoder.named_children().ToDictionary(part => part.name, part => part.module);
        using var model = new DinoModel(Model);
        bool isHead = which == ExportedEncoder.Head;
        Tensor observed = expected[isHead ? "rgbm" : "right_cam_img"].squeeze(1);

        Tensor patches = cat([.. Enumerable.Range(0, (int)observed.shape[0]).Select(i => Patches(model, Normalised(observed[i..(i + 1)][.., ..3])))]);

        if (isHead)
            patches = cat([patches, ((MaskEncoder)parts["mask_process_net"]).forward(observed[.., 3..])], -1);
        AssertClose(expected[$"{which}_tokens"], ((Sequential)parts[$"{which}_net"]).forward(patches));
    }

    [Fact]
    public void Export_ControllerForAnotherPictureSize_StretchesThePositions()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        WriteController(new ControllerConfig
        {
            ImageSize = 98,
            EncoderImageSize = 56,
            Head = new VitConfig(16, 2, 4),
            Wrist = new VitConfig(24, 1, 3),
            MaskDepth = 1,
            MaskHeads = 2,
            DitDepth = 1,
            DitHeads = 2,
        });
        using ExportedEncoder encoder = ExportedEncoder.Read(_folder.File("m"), ExportedEncoder.Wrist, null);
        DinoExporter.Export(Model, encoder, encoder.ImageSize, encoder.ImageSize);
        using var model = new DinoModel(Model);

        Assert.Equal((98, 7, 24), (encoder.ImageSize, model.Rows, model.Channels));
        using DexGraspVlaController controller = ModelFolder.Read(_folder.File("m")).Controller;
        var wrist = (DinoEncoder)controller.Encoder.named_children().Single(part => part.name == "dino_wrist").module;
        Tensor picture = randn(1, 3, 98, 98);
        AssertClose(wrist.forward(picture), Patches(model, picture));
    }

    [Fact]
    public void Encode_CameraPicture_IsWhatTheControllerSees()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using ExportedEncoder encoder = ExportedEncoder.Read(Reference, null, null);
        DinoExporter.Export(Model, encoder, 518, 518);
        using var model = new DinoModel(Model);
        var random = new Random(4);
        var pixels = new byte[3 * 640 * 480];
        random.NextBytes(pixels);
        var picture = new ImageRgb(640, 480, pixels);

        model.Encode(picture);

        Tensor normalised = Normalised(PictureTensors.Bgr(picture, 518));
        Assert.InRange((normalised.flatten() - tensor(model.Picture.ToArray())).abs().max().item<float>(), 0, Tolerance);
        AssertClose(encoder.Encoder.forward(normalised), tensor(model.Patches.ToArray(), [1, 1369, 48]));
    }

    [Fact]
    public void Check_AnotherEncoder_IsRefusedWithBothNumbers()
    {
        using ExportedEncoder encoder = ExportedEncoder.Read(Reference, null, null);
        DinoExporter.Export(Model, encoder, 70, 70);
        using (no_grad())
            encoder.Encoder.named_parameters().Single(p => p.name == "blocks.1.ls2.gamma").parameter.mul_(1.01);

        string message = Assert.Throws<CheckpointException>(() => DinoExporter.Check(Model, encoder)).Message;

        Assert.Matches(@"differ from TorchSharp's by \d\.\de-0[1-3], .* at most 1e-04", message);
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytes()
    {
        using ExportedEncoder encoder = ExportedEncoder.Read(Reference, null, null);
        DinoExporter.Export(Model, encoder, 70, 70);
        DinoExporter.Export(_folder.File("second.onnx"), encoder, 70, 70);

        Assert.Equal(File.ReadAllBytes(Model), File.ReadAllBytes(_folder.File("second.onnx")));
    }

    [Theory]
    [InlineData(50, 70)]
    [InlineData(70, 0)]
    [InlineData(1050, 70)]
    public void Export_SizeOutsideOfTheRange_IsRefusedAndNothingIsWritten(int height, int width)
    {
        using ExportedEncoder encoder = ExportedEncoder.Read(Reference, null, null);

        string message = Assert.Throws<CheckpointException>(() => DinoExporter.Export(Model, encoder, height, width)).Message;

        Assert.Contains($"{width}x{height} px", message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Folder));
    }

    [Fact]
    public void Read_WeightsThatAreNoSuchEncoder_SaysWhatIsWrong()
    {
        using var scope = NewDisposeScope();
        using TensorMap weights = SafetensorsFile.Read(Path.Combine(Reference, "weights.safetensors"));
        (string Name, Tensor Tensor)[] all = [.. weights.Names.Select(name => (name, weights[name]))];

        Refused([("embeddings.cls_token", zeros(1, 1, 64))], "official names", "cls_token");
        Refused([.. all, ("register_tokens", zeros(1, 4, 48))], "register tokens");
        Refused(all[..^1], "Missing (1): norm.bias");
        Refused([.. all.Where(t => t.Name != "pos_embed"), ("pos_embed", zeros(26, 48))], "'pos_embed' has 2 axes");
        Assert.Contains("say how many heads", Assert.Throws<CheckpointException>(() => ReadFile(all, null)).Message, StringComparison.Ordinal);
        Assert.Contains("5 heads", Assert.Throws<CheckpointException>(() => ReadFile(all, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("leave out --encoder", Assert.Throws<CheckpointException>(() => ExportedEncoder.Read(Reference, ExportedEncoder.Head, null)).Message, StringComparison.Ordinal);
        Assert.Contains("no file", Assert.Throws<CheckpointException>(() => ExportedEncoder.Read(_folder.File("none"), null, null)).Message, StringComparison.Ordinal);

        void Refused((string Name, Tensor Tensor)[] tensors, params string[] words)
        {
            string message = Assert.Throws<CheckpointException>(() => ReadFile(tensors, 4)).Message;
            Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_Controller_NeedsToKnowWhichEncoder()
    {
        WriteController(new ControllerConfig { ImageSize = 28, Head = new VitConfig(16, 1, 4), Wrist = new VitConfig(16, 1, 2), MaskDepth = 1, MaskHeads = 2, DitDepth = 1, DitHeads = 2 });

        Assert.Contains("--encoder head or --encoder wrist", Assert.Throws<CheckpointException>(() => ExportedEncoder.Read(_folder.File("m"), null, null)).Message, StringComparison.Ordinal);
        Assert.Contains("encoders of 4 heads; 2 were asked for", Assert.Throws<CheckpointException>(() => ExportedEncoder.Read(_folder.File("m"), ExportedEncoder.Head, 2)).Message, StringComparison.Ordinal);
        using ExportedEncoder wrist = ExportedEncoder.Read(_folder.File("m"), ExportedEncoder.Wrist, 2);
        Assert.Contains("wrist", wrist.Provenance, StringComparison.Ordinal);
    }

    private void WriteController(ControllerConfig config)
    {
        manual_seed(2);
        using var controller = new DexGraspVlaController(config);
        SafetensorsFile.Write(_folder.File("c.safetensors"), ControllerWeights.Of(controller));
        ModelCard card = ModelImporter.Import(_folder.File("c.safetensors"), _folder.File("other"), dinoHeads: 1, cancellationToken: TestContext.Current.CancellationToken);
        ModelFolder.Write(_folder.File("m"), controller, hash => card with { WeightsSha256 = hash });
    }

    private ExportedEncoder ReadFile((string Name, Tensor Tensor)[] tensors, int? heads)
    {
        string file = _folder.File("w.safetensors");
        SafetensorsFile.Write(file, tensors);
        return ExportedEncoder.Read(file, null, heads);
    }

    private static Tensor Normalised(Tensor bgr) => (bgr.flip(1) - tensor(Mean).reshape(3, 1, 1)) / tensor(Deviation).reshape(3, 1, 1);

    private static Tensor Patches(DinoModel model, Tensor picture)
    {
        picture.contiguous().data<float>().ToArray().CopyTo(model.Picture);
        model.Run();
        return tensor(model.Patches.ToArray(), [1, model.Rows * model.Columns, model.Channels]);
    }

    private static void AssertClose(Tensor expected, Tensor found)
    {
        Assert.Equal(expected.shape, found.shape);
        float error = (expected - found).abs().max().item<float>(), largest = expected.abs().max().item<float>();
        TestContext.Current.TestOutputHelper?.WriteLine($"largest difference {error:0.0e+00}, largest value {largest:0.00}");
        Assert.InRange(error, 0, Tolerance);
        Assert.InRange(largest, 0.1f, 100);
    }
}
