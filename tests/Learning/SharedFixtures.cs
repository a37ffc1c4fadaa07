using Xunit;

namespace DexGrasp.Tests.Learning;

/// <summary>Reference numbers that are too large for the repository: the folder shared/fixtures beside it.</summary>
internal static class SharedFixtures
{
    /// <summary>Returns the folder of one reference; skips the test where it is absent.</summary>
    public static string Folder(string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "DexGrasp.sln")))
            {
                string folder = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "fixtures", name));
                Assert.SkipUnless(Directory.Exists(folder), $"The reference numbers are not here: ../shared/fixtures/{name} beside the repository is needed.");
                return folder;
            }

        Assert.Skip("The tests do not run inside the source tree, so the reference numbers beside it cannot be found.");
        return "";
    }

    /// <summary>Copies a folder of files, so that a test may change them.</summary>
    public static string Copy(string folder, TemporaryFolder into)
    {
        string copy = into.File(Path.GetFileName(folder));
        Directory.CreateDirectory(copy);
        foreach (string file in Directory.EnumerateFiles(folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
