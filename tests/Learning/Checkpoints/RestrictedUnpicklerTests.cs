using CsCheck;
using DexGrasp.Learning.Checkpoints;
using Xunit;

namespace DexGrasp.Tests.Learning.Checkpoints;

public sealed class RestrictedUnpicklerTests
{
    [Fact]
    public void Read_PlainData_ComesBack()
    {
        byte[] pickle = new TinyPickle().Op("}(").Text("list").Op("](").Int(-3).Op("K\x07M\x01\x02\x8a\x03\x00\x00\x80" + "e")
            .Text("half").Op("G").Raw(0x3f, 0xe0, 0, 0, 0, 0, 0, 0).Text("flags").Op("\x88\x89N\x87").Text("bytes").Op("C\x02\xff\x01")
            .Text("map").Global("collections", "OrderedDict").Op("](").Text("a").Int(1).Op("\x86" + "e\x85R").Op("u").End();
        var map = Assert.IsType<Dictionary<object, object?>>(RestrictedUnpickler.Read(pickle));
        Assert.Equal(new List<object?> { -3L, 7L, 513L, -8388608L }, Assert.IsType<List<object?>>(map["list"]));
        Assert.Equal(0.5, map["half"]);
        Assert.Equal(new object?[] { true, false, null }, Assert.IsType<object?[]>(map["flags"]));
        Assert.Equal(new byte[] { 255, 1 }, Assert.IsType<byte[]>(map["bytes"]));
        Assert.Equal(1L, Assert.IsType<Dictionary<object, object?>>(map["map"])["a"]);
    }

    [Fact]
    public void Read_SharedItem_IsTheSameObject()
    {
        byte[] pickle = new TinyPickle().Op("(]q\x01h\x01t").End();
        object?[] both = Assert.IsType<object?[]>(RestrictedUnpickler.Read(pickle));
        Assert.Same(both[0], both[1]);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "getattr")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v3")]
    [InlineData("torch.nn.modules.linear", "Linear")]
    [InlineData("omegaconf", "OmegaConf")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    public void Read_AnyOtherName_IsRefusedByName(string module, string name)
    {
        byte[] byGlobal = new TinyPickle().Global(module, name).Op("(").Text("touch marker").Op("tR").End();
        byte[] byStack = new TinyPickle().Text(module).Text(name).Op("\x93(").Text("touch marker").Op("tR").End();
        byte[] byInstance = new TinyPickle().Op("(").Text("touch marker").Op($"i{module}\n{name}\n").End();
        foreach (byte[] pickle in new[] { byGlobal, byStack, byInstance })
            Assert.Contains($"{module}.{name}", Assert.Throws<CheckpointException>(() => RestrictedUnpickler.Read(pickle)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(ccollections\nOrderedDict\no")]
    [InlineData("\x82\x01")]
    [InlineData("P0\n")]
    [InlineData("ccollections\nOrderedDict\n)}\x92")]
    [InlineData("icollections\nOrderedDict\n")]
    [InlineData("ctorch\nFloatStorage\n)R")]
    [InlineData("Xabcd)R")]
    public void Read_InstructionThatMakesMoreThanData_IsRefused(string code) =>
        Assert.Throws<CheckpointException>(() => RestrictedUnpickler.Read(new TinyPickle().Op(code).End()));

    [Fact]
    public void Read_SettingsOfATrainingRun_AreSkipped()
    {
        byte[] pickle = new TinyPickle().Op("}(").Text("cfg").Global("omegaconf.dictconfig", "DictConfig").Op(")\x81}(").Text("_content").Op("}").Text("_metadata")
            .Global("omegaconf.base", "ContainerMetadata").Op(")\x81}").Text("ref_type").Global("typing", "Any").Op("sbub")
            .Text("pickles").Op("}").Text("epoch").Global("_codecs", "encode").Text("\u0080\u0004K\u0005.").Text("latin1").Op("\x86Rsu").End();
        var map = Assert.IsType<Dictionary<object, object?>>(RestrictedUnpickler.Read(pickle));
        Assert.IsType<SkippedRecord>(map["cfg"]);
        Assert.Equal([0x80, 4, (byte)'K', 5, (byte)'.'], Assert.IsType<byte[]>(Assert.IsType<Dictionary<object, object?>>(map["pickles"])["epoch"]));
    }

    [Fact]
    public void Read_CutOffAnywhere_IsRefused()
    {
        byte[] pickle = new TinyPickle().Op("}(").Text("weight").Tensor("0", 6, [2, 3], [3, 1]).Op("u").End();
        Assert.IsType<Dictionary<object, object?>>(RestrictedUnpickler.Read(pickle));
        for (int length = 0; length < pickle.Length; length++)
            Assert.Throws<CheckpointException>(() => RestrictedUnpickler.Read(pickle.AsMemory(0, length)));
    }

    [Fact]
    public void Read_AnyBytes_GivesDataOrSaysWhyNot()
    {
        byte[] whole = new TinyPickle().Op("}(").Text("weight").Tensor("0", 6, [2, 3], [3, 1]).Op("u").End();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Byte).Array[1, 4].Sample(changes =>
        {
            byte[] pickle = [.. whole];
            foreach ((int at, byte value, byte _) in changes)
                pickle[at] = value;
            try
            {
                RestrictedUnpickler.Read(pickle);
            }
            catch (CheckpointException)
            {
            }
        }, iter: 20_000, threads: 1);
        Gen.Byte.Array[0, 40].Sample(pickle =>
        {
            try
            {
                RestrictedUnpickler.Read(pickle);
            }
            catch (CheckpointException)
            {
            }
        }, iter: 20_000, threads: 1);
    }
}
