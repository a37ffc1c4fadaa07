using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Models;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Models;

public sealed class ModelImporterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Import_OfficialCheckpoint_ReadsBackAsTheSameModel()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        string file = Path.Combine(SharedFixtures.Folder("dexgraspvla-tiny"), "weights.pt");
        ModelCard written = ModelImporter.Import(file, folder.File("model"), cancellationToken: Stop);
        (DexGraspVlaController controller, ModelCard card) = ModelFolder.Read(folder.File("model"));
        using TensorMap official = PyTorchFile.Read(file);
        foreach ((string name, Tensor tensor) in ControllerWeights.Of(controller))
            Assert.True(tensor.equal(official[name]).all().item<bool>(), name);
        Assert.Equal(317917, card.TrainableParameters);
        Assert.Equal(Rm75.Model.JointNames, card.JointNames);
        Assert.Equal(NormKind.UnbiasedVariance, card.Norm);
        Assert.Equal(ModelFolder.Sha256(file), card.SourceSha256);
        Assert.Equal(written.WeightsSha256, ModelFolder.Sha256(Path.Combine(folder.File("model"), "weights.safetensors")));
        Assert.Equal(13, card.NormalizerScale.Count);
        controller.Dispose();
    }

    [Fact]
    public void Import_OtherNorm_IsKept()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(SharedFixtures.Folder("dexgraspvla-tiny"), "weights.safetensors");
        ModelImporter.Import(file, folder.File("model"), NormKind.RootMeanSquare, cancellationToken: Stop);
        using DexGraspVlaController controller = ModelFolder.Read(folder.File("model")).Controller;
        Assert.Equal(NormKind.RootMeanSquare, controller.Config.Norm);
    }

    [Fact]
    public void Import_UnusableFile_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile.Write(folder.File("a.safetensors"), [("weight", ones(2))]);
        Assert.Throws<CheckpointException>(() => ModelImporter.Import(folder.File("a.safetensors"), folder.File("model"), cancellationToken: Stop));
        Assert.False(Directory.Exists(folder.File("model")));
    }

    [Fact]
    public void Import_Cancelled_WritesNothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        string file = Path.Combine(SharedFixtures.Folder("dexgraspvla-tiny"), "weights.pt");
        using TensorMap weights = PyTorchFile.Read(file);
        using var controller = new DexGraspVlaController(ControllerWeights.ReadConfig(weights, dinoHeads: 4));
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => ModelImporter.Import(file, folder.File("model"), cancellationToken: stop.Token));
        Assert.Throws<OperationCanceledException>(() => ModelFolder.Write(folder.File("model"), controller, _ => throw new InvalidOperationException("too late"), stop.Token));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public void Read_WeightsChangedAfterTheCard_IsRefused()
    {
        using var folder = new TemporaryFolder();
        ModelImporter.Import(Path.Combine(SharedFixtures.Folder("dexgraspvla-tiny"), "weights.pt"), folder.File("model"), cancellationToken: Stop);
        string path = Path.Combine(folder.File("model"), "weights.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("sha256", Assert.Throws<CheckpointException>(() => ModelFolder.Read(folder.File("model"))).Message, StringComparison.Ordinal);
    }
}
