using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class PolicyFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WhatWasWritten_ComesBackWithItsHashes()
    {
        TinyPolicy.Write(_folder.Folder);

        PolicyFolder read = PolicyFolder.Read(_folder.Folder, Rm75.Model);

        Assert.Equal(TinyPolicy.Still().Hash, read.Normalizer.Hash);
        Assert.Equal([PolicyFolder.DenoiserName, PolicyFolder.EncoderName, PolicyFolder.CardName], read.Hashes.Keys);
        Assert.All(read.Hashes.Values, hash => Assert.Equal(64, hash.Length));
    }

    [Theory]
    [InlineData(PolicyFolder.CardName)]
    [InlineData(PolicyFolder.EncoderName)]
    [InlineData(PolicyFolder.DenoiserName)]
    public void Read_FileMissing_NamesIt(string name)
    {
        TinyPolicy.Write(_folder.Folder);
        File.Delete(Path.Combine(_folder.Folder, name));

        Assert.Contains(name, Refusal().Message);
    }

    [Fact]
    public void Read_FileOfAnotherPolicy_NamesFileAndHashes()
    {
        TinyPolicy.Write(_folder.Folder);
        File.AppendAllText(Path.Combine(_folder.Folder, PolicyFolder.DenoiserName), " ");

        string message = Refusal().Message;

        Assert.Contains(PolicyFolder.DenoiserName, message);
        Assert.Contains(PolicyFolder.Read(Rewritten(), Rm75.Model).Card.Files[PolicyFolder.DenoiserName], message);
    }

    [Theory]
    [InlineData("\"thumb_bend\"", "\"thumb_flex\"", "thumb_flex")]
    [InlineData("\"thumb_bend\",", "", "the order matters")]
    [InlineData("\"rm75-hand\"", "\"other-arm\"", "other-arm")]
    [InlineData("\"format\": 2", "\"format\": 1", "format 1")]
    [InlineData("\"flow_steps\": 2", "\"flow_steps\": 0", "0 flow steps")]
    [InlineData("\"mean\": [\n    0,", "\"mean\": [\n    \"NaN\",", "mean NaN")]
    [InlineData("\"mean\": [\n    0,", "\"mean\": [", "831 means")]
    [InlineData("\"deviation\": [\n    0.01,", "\"deviation\": [\n    0,", "deviation 0;")]
    [InlineData("\"provenance\"", "\"provenence\"", "policy.json cannot be read")]
    public void Read_CardChanged_SaysWhatIsWrong(string old, string changed, string expected)
    {
        TinyPolicy.Write(_folder.Folder);
        string path = Path.Combine(_folder.Folder, PolicyFolder.CardName), text = File.ReadAllText(path);
        Assert.Contains(old, text);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));

        Assert.Contains(expected, Refusal().Message);
    }

    private PolicyException Refusal() => Assert.Throws<PolicyException>(() => PolicyFolder.Read(_folder.Folder, Rm75.Model));

    private string Rewritten()
    {
        TinyPolicy.Write(_folder.Folder);
        return _folder.Folder;
    }
}
