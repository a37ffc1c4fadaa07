using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>The scenes that DexGrasp ships: the default look and the held-out ones, which are for evaluation alone.</summary>
public static class SceneCatalog
{
    private const string File = "scenes.json";
    private static readonly Lazy<IReadOnlyList<SceneSpec>> Shipped = new(() => SceneReader.ParseList(ObjectCatalog.Text(File), File));

    /// <summary>Gets all scenes, the default first.</summary>
    public static IReadOnlyList<SceneSpec> All => [SceneSpec.Default, .. Shipped.Value];

    /// <summary>Gets the scenes with other table tops under default light.</summary>
    public static IReadOnlyList<SceneSpec> HeldOutTables => [.. Shipped.Value.Where(s => s.Name.StartsWith("table-", StringComparison.Ordinal))];

    /// <summary>Gets the scenes with other lights on the default table: bright, dim, moving and coloured.</summary>
    public static IReadOnlyList<SceneSpec> HeldOutLightings => [.. Shipped.Value.Where(s => s.Name.StartsWith("light-", StringComparison.Ordinal))];

    /// <summary>Returns a scene by name, or nothing when there is none of that name.</summary>
    public static SceneSpec? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
