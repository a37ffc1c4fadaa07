using DexGrasp.Learning.Checkpoints;
using Xunit;

namespace DexGrasp.Tests.Learning.Checkpoints;

public sealed class DurableFileTests
{
    [Fact]
    public void Write_CheckThatThrows_LeavesWhatWasThere()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("a");
        DurableFile.Write(file, stream => stream.WriteByte(1));

        Assert.Throws<CheckpointException>(() => DurableFile.Write(file, stream => stream.WriteByte(2), written =>
        {
            Assert.Equal([2], File.ReadAllBytes(written));
            throw new CheckpointException("wrong");
        }));

        Assert.Equal([1], File.ReadAllBytes(file));
        Assert.Equal(file, Assert.Single(Directory.GetFiles(folder.Folder)));
    }
}
