using System.Text;
using CsCheck;
using DexGrasp.Learning.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Checkpoints;

public sealed class SafetensorsFileTests
{
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Write_EveryType_ReadsBackEqual(ScalarType type)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        Tensor written = arange(24).reshape(2, 3, 4).to(type);
        SafetensorsFile.Write(folder.File("a"), [("a", written), ("turned", written.transpose(0, 2)), ("none", empty(0, dtype: type)), ("one", ones([], dtype: type))],
            new Dictionary<string, string> { ["what"] = "a test" });
        using TensorMap map = SafetensorsFile.Read(folder.File("a"));
        Assert.Equal(["a", "turned", "none", "one"], map.Names);
        Assert.Equal("a test", map.Metadata["what"]);
        Assert.Equal(type, map["a"].dtype);
        Assert.True(map["a"].equal(written).all().item<bool>());
        Assert.True(map["turned"].equal(written.transpose(0, 2)).all().item<bool>());
        Assert.Equal([0], map["none"].shape);
        Assert.Empty(map["one"].shape);
    }

    [Fact]
    public void Read_CutOffAnywhere_IsRefused()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile.Write(folder.File("a"), [("weight", ones(3, 2))]);
        byte[] whole = File.ReadAllBytes(folder.File("a"));
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(folder.File("cut"), whole[..length]);
            Assert.Throws<CheckpointException>(() => CheckpointFile.Read(folder.File("cut")));
        }

        File.WriteAllBytes(folder.File("cut"), [.. whole, 0]);
        Assert.Throws<CheckpointException>(() => CheckpointFile.Read(folder.File("cut")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,-4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":\"no\",\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[99999999999,100000000003]}}")]
    [InlineData("no JSON at all")]
    public void Read_HeaderThatLies_IsRefused(string header)
    {
        using var folder = new TemporaryFolder();
        byte[] json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(folder.File("a"), [.. BitConverter.GetBytes((long)json.Length), .. json, 0, 0, 0, 0]);
        Assert.Throws<CheckpointException>(() => SafetensorsFile.Read(folder.File("a")));
    }

    [Fact]
    public void Read_AnyHeader_GivesTensorsOrSaysWhyNot()
    {
        using var folder = new TemporaryFolder();
        SafetensorsFile.Write(folder.File("a"), [("weight", ones(3, 2)), ("bias", zeros(4))], new Dictionary<string, string> { ["a"] = "b" });
        byte[] whole = File.ReadAllBytes(folder.File("a"));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 3].Sample(changes =>
        {
            byte[] file = [.. whole];
            foreach ((int at, byte value) in changes)
                file[at] = value;
            File.WriteAllBytes(folder.File("b"), file);
            try
            {
                SafetensorsFile.Read(folder.File("b")).Dispose();
            }
            catch (CheckpointException)
            {
            }
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void Write_Failing_LeavesTheOldFileAndNoOther()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a"), "old");
        Assert.Throws<InvalidOperationException>(() => DurableFile.Write(folder.File("a"), stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("the disk is full");
        }));
        Assert.Equal("old", File.ReadAllText(folder.File("a")));
        Assert.Single(Directory.GetFiles(folder.Folder));
    }
}
