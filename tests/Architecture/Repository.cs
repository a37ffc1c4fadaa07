using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace DexGrasp.Tests.Architecture;

/// <summary>The source tree that this test was built from.</summary>
internal static class Repository
{
    /// <summary>Gets the folder that holds DexGrasp.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the folders that hold a project of the program, without tests.</summary>
    public static IReadOnlyList<string> ProjectFolders { get; } =
    [
        .. Directory.GetDirectories(Root)
            .Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
            .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Gets all C# files, tests included, generated ones left out; each with its path from the root and its syntax.</summary>
    public static IReadOnlyList<(string Path, SyntaxTree Tree)> Sources { get; } =
    [
        .. ProjectFolders.Append("tests")
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(file => (
                Path.GetRelativePath(Root, file).Replace('\\', '/'),
                CSharpSyntaxTree.ParseText(File.ReadAllText(file), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)))),
    ];

    /// <summary>Returns the project file of a folder.</summary>
    public static string ProjectFile(string folder) => Assert.Single(Directory.GetFiles(Path.Combine(Root, folder), "*.csproj"));

    /// <summary>Fails with all findings, one a line.</summary>
    public static void AssertNone(IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, $"{all.Length} to repair:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DexGrasp.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No DexGrasp.sln above {AppContext.BaseDirectory}; these tests read the source tree and have to run inside it.");
    }
}
