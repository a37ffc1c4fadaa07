using DexGrasp.Learning.Checkpoints;
using Xunit;

namespace DexGrasp.Tests.Learning.Checkpoints;

public sealed class PyTorchFileTests
{
    private static readonly float[] Six = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void Read_OfficialNesting_EqualsTheSafetensorsFile()
    {
        string folder = SharedFixtures.Folder("dexgraspvla-tiny");
        using TensorMap pickled = PyTorchFile.Read(Path.Combine(folder, "weights.pt")), plain = SafetensorsFile.Read(Path.Combine(folder, "weights.safetensors"));
        Assert.Equal(plain.Names.Order(StringComparer.Ordinal), pickled.Names.Order(StringComparer.Ordinal));
        Assert.True(pickled.Count > 200);
        foreach (string name in plain.Names)
        {
            Assert.Equal(plain[name].shape, pickled[name].shape);
            Assert.Equal(plain[name].dtype, pickled[name].dtype);
            Assert.True(plain[name].equal(pickled[name]).all().item<bool>(), name);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("state_dict")]
    [InlineData("model")]
    [InlineData("state_dicts", "model")]
    public void Read_StateDictInAnyOfTheUsualPlaces_IsFound(params string[] nesting)
    {
        using var folder = new TemporaryFolder();
        var pickle = new TinyPickle();
        foreach (string key in nesting)
            pickle.Op("}").Text(key);
        pickle.Op("}").Text("weight").Tensor("0", 6, [2, 3], [3, 1]).Op("s").Op(new string('s', nesting.Length));
        TinyPickle.WriteArchive(folder.File("a.pt"), pickle.End(), ("0", Six));
        using TensorMap map = CheckpointFile.Read(folder.File("a.pt"));
        Assert.Equal([2, 3], map["weight"].shape);
        Assert.Equal(Six, map["weight"].flatten().data<float>().ToArray());
    }

    [Fact]
    public void Read_TransposedViewWithOffset_TakesTheRightNumbers()
    {
        using var folder = new TemporaryFolder();
        TinyPickle.WriteArchive(folder.File("a.pt"), new TinyPickle().Op("}").Text("weight").Tensor("0", 6, [2, 2], [1, 2], 1).Op("s").End(), ("0", Six));
        using TensorMap map = PyTorchFile.Read(folder.File("a.pt"));
        Assert.Equal([1, 3, 2, 4], map["weight"].contiguous().flatten().data<float>().ToArray());
    }

    [Theory]
    [InlineData(7, 2, 3, 3, 1, 0)]
    [InlineData(6, 2, 3, 3, 1, 1)]
    [InlineData(6, 2, 3, -3, 1, 3)]
    [InlineData(6, -2, 3, 3, 1, 0)]
    [InlineData(6, 2, 3, 2000000000, 1, 0)]
    [InlineData(6, 2000000000, 2000000000, 0, 0, 0)]
    public void Read_TensorThatDoesNotFitItsNumbers_IsRefused(int count, int rows, int columns, int rowStride, int columnStride, int offset)
    {
        using var folder = new TemporaryFolder();
        byte[] pickle = new TinyPickle().Op("}").Text("the.weight").Tensor("0", count, [rows, columns, 4], [rowStride, columnStride, 0], offset).Op("s").End();
        TinyPickle.WriteArchive(folder.File("a.pt"), pickle, ("0", Six));
        Assert.Contains("the.weight", Assert.Throws<CheckpointException>(() => PyTorchFile.Read(folder.File("a.pt"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 1000, 0)]
    [InlineData(int.MinValue, 6, 1)]
    public void Read_MoreNumbersThanThereAre_IsRefused(int stored, int length, int stride)
    {
        using var folder = new TemporaryFolder();
        TinyPickle.WriteArchive(folder.File("a.pt"), new TinyPickle().Op("}").Text("the.weight").Tensor("0", stored, [length], [stride]).Op("s").End(), ("0", Six));
        Assert.Contains("the.weight", Assert.Throws<CheckpointException>(() => PyTorchFile.Read(folder.File("a.pt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RecordMissing_NamesTheTensor()
    {
        using var folder = new TemporaryFolder();
        TinyPickle.WriteArchive(folder.File("a.pt"), new TinyPickle().Op("}").Text("the.weight").Tensor("1", 6, [6], [1]).Op("s").End(), ("0", Six));
        Assert.Contains("the.weight", Assert.Throws<CheckpointException>(() => PyTorchFile.Read(folder.File("a.pt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HostilePickle_IsRefusedAndRunsNothing()
    {
        using var folder = new TemporaryFolder();
        string marker = folder.File("marker");
        byte[] pickle = new TinyPickle().Op("}").Text("weight").Global("os", "system").Op("(").Text($"touch {marker}").Op("tRs").End();
        TinyPickle.WriteArchive(folder.File("a.ckpt"), pickle);
        Assert.Contains("os.system", Assert.Throws<CheckpointException>(() => CheckpointFile.Read(folder.File("a.ckpt"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public void Read_CutOffAnywhere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        TinyPickle.WriteArchive(folder.File("a.pt"), new TinyPickle().Op("}").Text("weight").Tensor("0", 6, [2, 3], [3, 1]).Op("s").End(), ("0", Six));
        byte[] whole = File.ReadAllBytes(folder.File("a.pt"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder.File("cut.pt"), whole[..length]);
            Assert.Throws<CheckpointException>(() => CheckpointFile.Read(folder.File("cut.pt")));
        }
    }
}
