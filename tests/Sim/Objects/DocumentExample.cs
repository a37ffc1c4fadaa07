namespace DexGrasp.Tests.Sim.Objects;

/// <summary>Takes the examples out of the documentation, so that they cannot go stale.</summary>
internal static class DocumentExample
{
    public static string First(string page)
    {
        string text = File.ReadAllText(Path.Combine(Root(), "docs", page));
        int start = text.IndexOf("```json", StringComparison.Ordinal) + 7;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    // Not from the compiler's path of this file: a build for release has none.
    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DexGrasp.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"No DexGrasp.sln above {AppContext.BaseDirectory}.");
        return folder;
    }
}
