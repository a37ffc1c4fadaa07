using DexGrasp.App.Cli;
using Xunit;

namespace DexGrasp.Tests.App.Cli;

public sealed class AtomicFileTests
{
    [Fact]
    public void WriteText_NewFolder_LeavesOnlyTheFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder[Path.Combine("a", "b", "result.json")];

        AtomicFile.WriteText(path, "one");
        AtomicFile.WriteText(path, "two");

        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void WriteText_PlaceIsAFolder_ThrowsUserErrorAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["result.json"]);

        UserErrorException error = Assert.Throws<UserErrorException>(() => AtomicFile.WriteText(folder["result.json"], "one"));

        Assert.Equal(ExitCode.Failure, error.ExitCode);
        Assert.Empty(Directory.GetFiles(folder.Folder));
    }

    [Fact]
    public void PrepareFolder_PathIsAFile_ThrowsUserError()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["out"], "");

        Assert.Throws<UserErrorException>(() => AtomicFile.PrepareFolder(folder["out"]));
    }
}
