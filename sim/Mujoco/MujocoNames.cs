namespace DexGrasp.Sim.Mujoco;

/// <summary>Words the error for a name that a model does not have.</summary>
internal static class MujocoNames
{
    private const int Suggestions = 6;

    /// <summary>Returns the message, with the names nearest by edit distance.</summary>
    public static string NotFound(MujocoModel model, MujocoObject kind, string name)
    {
        string[] names = [.. Enumerable.Range(0, model.CountOf(kind)).Select(id => model.Name(kind, id)).Where(n => n.Length > 0)];
        string noun = kind.ToString().ToLowerInvariant();
        if (names.Length == 0)
            return $"The model has no {noun} named '{name}'; it has no named {noun} at all.";
        IEnumerable<string> near = names.OrderBy(n => Distance(n, name)).ThenBy(n => n, StringComparer.Ordinal).Take(Suggestions);
        return $"The model has no {noun} named '{name}'. Nearest of its {names.Length}: {string.Join(", ", near)}.";
    }

    /// <summary>Returns the Levenshtein distance of two short texts.</summary>
    internal static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
