using System.Runtime.CompilerServices;

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

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
