namespace DexGrasp.Sim.Scenes;

/// <summary>How many objects lie in the 45 x 45 cm area. Fixed, so that figures compare between versions.</summary>
/// <param name="Name">"sparse", "dense" or "ultra-dense".</param>
/// <param name="Min">Fewest objects.</param>
/// <param name="Max">Most objects.</param>
public sealed record Density(string Name, int Min, int Max)
{
    /// <summary>Most objects that any scene may hold.</summary>
    public const int MaxObjects = 25;

    /// <summary>4 to 8 objects.</summary>
    public static Density Sparse { get; } = new("sparse", 4, 8);

    /// <summary>9 to 15 objects.</summary>
    public static Density Dense { get; } = new("dense", 9, 15);

    /// <summary>16 to 25 objects: they lean on and lie on each other.</summary>
    public static Density UltraDense { get; } = new("ultra-dense", 16, MaxObjects);

    /// <summary>Gets all densities, emptiest first.</summary>
    public static IReadOnlyList<Density> All { get; } = [Sparse, Dense, UltraDense];

    /// <summary>Returns a density by name, or nothing when there is none of that name.</summary>
    public static Density? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
