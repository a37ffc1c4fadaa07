using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Parity;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Parity;

public sealed class ParityCheckTests
{
    private static string Dino => Path.Combine(AppContext.BaseDirectory, "Fixtures", "dinov2-tiny");

    [Fact]
    public void Run_PublishedController_IsWithinEveryTolerance()
    {
        ParityReport report = ParityCheck.Run(SharedFixtures.Folder("dexgraspvla-tiny"));
        Assert.Empty(report.Rows.Where(row => !row.Passed).Select(row => $"{row.Name}: {row.Error} > {row.Tolerance.Limit}"));
        Assert.Equal(190, report.Rows.Count);
        Assert.Equal(report.ExpectedParameters, report.Parameters);
        Assert.InRange(report.MaxError, 0, 1e-4);
        Assert.True(report.Passed);
    }

    [Theory]
    [InlineData(42, 32, 24, 1, 4, 2, 2, 9, 1, 16)]
    [InlineData(28, 16, 40, 3, 2, 1, 5, 100, 3, 10)]
    [InlineData(84, 24, 24, 1, 3, 4, 1, 1, 2, 50)]
    public void Run_ReferenceOfAnySize_Passes(int image, int head, int wrist, int dinoDepth, int dinoHeads, int layers, int heads, int horizon, int batch, int steps)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(new ControllerConfig
        {
            ImageSize = image,
            Head = new VitConfig(head, dinoDepth, dinoHeads),
            Wrist = new VitConfig(wrist, dinoDepth, dinoHeads),
            DitDepth = layers,
            DitHeads = heads,
            Horizon = horizon,
            InferenceSteps = steps,
        });
        ReferenceFolder.Write(folder.File("reference"), controller, batch);
        ParityReport report = ParityCheck.Run(folder.File("reference"));
        Assert.True(report.Passed);
        Assert.Equal(4 + steps, report.Rows.Count);
        Assert.Equal(controller.CountTrainable(), report.Parameters);
    }

    [Fact]
    public void Run_ParametersNotAsMany_Fails()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(SharedFixtures.Folder("dexgraspvla-tiny"), folder), config = Path.Combine(copy, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("317917", "317918", StringComparison.Ordinal));
        Assert.False(ParityCheck.Run(copy).Passed);
    }

    [Fact]
    public void Run_PickledWeights_IsWithinEveryTolerance()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(SharedFixtures.Folder("dexgraspvla-tiny"), folder);
        File.Delete(Path.Combine(copy, "weights.safetensors"));
        Assert.True(ParityCheck.Run(copy).Passed);
    }

    [Theory]
    [InlineData("model.blocks.2.ffn.fc1.bias", "eps_45")]
    [InlineData("model.blocks.0.attn.q_norm.weight", "eps_45")]
    [InlineData("obs_encoder.mask_process_net.patch_embed.0.weight", "head_tokens")]
    [InlineData("obs_encoder.dino_wrist.blocks.1.ls2.gamma", "wrist_tokens")]
    [InlineData("normalizer.params_dict.action.offset", "action")]
    public void Run_OneWeightChanged_Fails(string weight, string tensor)
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(SharedFixtures.Folder("dexgraspvla-tiny"), folder);
        Change(copy, "weights.safetensors", weight, values => values[0] += 0.1f);
        ParityReport report = ParityCheck.Run(copy);
        Assert.False(report.Passed);
        Assert.False(report.Rows.Single(row => row.Name == tensor).Passed);
    }

    [Fact]
    public void Run_ReferenceOfSomethingUnknown_Fails()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(Dino, folder);
        string path = Path.Combine(copy, "expected.safetensors");
        using (TensorMap map = SafetensorsFile.Read(path))
            SafetensorsFile.Write(path, [.. map.Names.Select(name => (name, map[name])), ("mystery", ones(1))]);
        ParityReport report = ParityCheck.Run(copy);
        Assert.False(report.Passed);
        Assert.Equal("mystery", report.Rows.Single(row => !row.Passed).Name);
    }

    [Fact]
    public void Run_PublishedEncoder_IsWithinTheTolerance()
    {
        ParityReport report = ParityCheck.Run(Dino);
        Assert.Equal("tokens", Assert.Single(report.Rows).Name);
        Assert.InRange(report.MaxError, 0, 1e-4);
        Assert.True(report.Passed);
    }

    [Fact]
    public void Run_EncoderWeightChanged_Fails()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(Dino, folder);
        Change(copy, "weights.safetensors", "blocks.0.mlp.fc2.bias", values => values[0] += 0.1f);
        Assert.False(ParityCheck.Run(copy).Passed);
    }

    [Fact]
    public void Run_EncoderWeightNotANumber_IsRefusedByName()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(Dino, folder);
        Change(copy, "weights.safetensors", "blocks.1.norm1.weight", values => values[5] = float.NaN);
        Assert.Contains("blocks.1.norm1.weight", Assert.Throws<CheckpointException>(() => ParityCheck.Run(copy)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ConfigContradictsTheWeights_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        string copy = SharedFixtures.Copy(SharedFixtures.Folder("dexgraspvla-tiny"), folder), config = Path.Combine(copy, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"n_head\": 4", "\"n_head\": 8", StringComparison.Ordinal));
        Assert.Contains("n_head 8", Assert.Throws<CheckpointException>(() => ParityCheck.Run(copy)).Message, StringComparison.Ordinal);
    }

    private static void Change(string folder, string file, string name, Action<TorchSharp.Utils.TensorAccessor<float>> change)
    {
        string path = Path.Combine(folder, file);
        using TensorMap map = SafetensorsFile.Read(path);
        using Tensor flat = map[name].flatten();
        change(flat.data<float>());
        SafetensorsFile.Write(path, map.Names.Select(entry => (entry, map[entry])));
    }
}
