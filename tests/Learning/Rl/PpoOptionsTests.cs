using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class PpoOptionsTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var options = new PpoOptions { Hidden = [64, 32, 16], KlTarget = null, Activation = Activation.Tanh, Seed = ulong.MaxValue, TotalSteps = 77, ValueClip = 0.3 };
        options.Write(folder.File("o.json"));

        PpoOptions read = PpoOptions.Read(folder.File("o.json"));

        Assert.Equal(options.ToJson(), read.ToJson());
        Assert.Equal(options.Hash, read.Hash);
        Assert.Contains("\"tanh\"", options.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FewNames_LeavesTheOthersAtTheirDefaults()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("o.json"), """{ "gamma": 0.9, "hidden": [8] }""");

        PpoOptions read = PpoOptions.Read(folder.File("o.json"));

        Assert.Equal((new PpoOptions() with { Gamma = 0.9, Hidden = [8] }).ToJson(), read.ToJson());
    }

    [Theory]
    [InlineData("""{ "gama": 0.9 }""", "gama")]
    [InlineData("""{ "gamma": 1.5 }""", "Gamma is 1.5")]
    [InlineData("""{ "hidden": [] }""", "Hidden")]
    [InlineData("""{ "environments": 3, "rolloutSteps": 5 }""", "not divisible by 4")]
    [InlineData("""{ "learningRate": 0 }""", "LearningRate is 0")]
    [InlineData("""{ "gamma": """, "o.json")]
    public void Read_WhatCannotBe_IsRefusedByName(string json, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("o.json"), json);

        Assert.Contains(expected, Assert.Throws<CheckpointException>(() => PpoOptions.Read(folder.File("o.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_LongerRun_StaysAndAnythingElseChangesIt()
    {
        var options = new PpoOptions();

        Assert.Equal(options.Hash, (options with { TotalSteps = 5 }).Hash);
        Assert.NotEqual(options.Hash, (options with { Gamma = 0.98 }).Hash);
        Assert.NotEqual(options.Hash, (options with { Hidden = [256, 255] }).Hash);
    }
}
