using Xunit;

namespace DexGrasp.Tests.Architecture;

/// <summary>What a newcomer has to find.</summary>
public sealed class DocumentTests
{
    private const int MostArchitectureLines = 130;

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    public void Document_NamesEveryFolder(string file)
    {
        string text = Read(file);
        Repository.AssertNone(
            from folder in Repository.ProjectFolders.Append("tests")
            where !text.Contains($"{folder}/", StringComparison.Ordinal)
            select $"{file} does not say what lives in {folder}/; add a line.");
    }

    [Theory]
    [InlineData("./dexgrasp demo")]
    [InlineData("./dexgrasp test")]
    public void Readme_ShowsTheFirstCommands(string command) => Assert.Contains(command, Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void Architecture_FitsOnTwoPages()
    {
        int lines = Read("ARCHITECTURE.md").Split('\n').Length;
        Assert.True(lines <= MostArchitectureLines, $"ARCHITECTURE.md has {lines} lines; two pages are about {MostArchitectureLines}. Move detail to docs/.");
    }

    private static string Read(string file)
    {
        string path = Path.Combine(Repository.Root, file);
        Assert.True(File.Exists(path), $"{file} is missing at the root of the source tree; write it.");
        return File.ReadAllText(path);
    }
}
