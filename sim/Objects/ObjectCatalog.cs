using System.Reflection;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Objects;

/// <summary>The object sets that DexGrasp ships.</summary>
public static class ObjectCatalog
{
    private static readonly Lazy<IReadOnlyList<ObjectSpec>> TrainingSet = new(() => Read("objects-train.json"));
    private static readonly Lazy<IReadOnlyList<ObjectSpec>> HeldOutSet = new(() => Read("objects-heldout.json"));
    private static readonly Lazy<IReadOnlyList<ObjectSpec>> FlatSet = new(() => Read("objects-flat.json", WorkcellFurniture.Board));

    /// <summary>Gets the objects to learn with.</summary>
    public static IReadOnlyList<ObjectSpec> Training => TrainingSet.Value;

    /// <summary>Gets the objects for evaluation alone: other shapes, proportions and colours.</summary>
    public static IReadOnlyList<ObjectSpec> HeldOut => HeldOutSet.Value;

    /// <summary>Gets household things that are flat and wider than the hand opens, for a board.</summary>
    public static IReadOnlyList<ObjectSpec> Flat => FlatSet.Value;

    /// <summary>Returns the text of a shipped data file.</summary>
    /// <param name="file">File name in sim/Data.</param>
    internal static string Text(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"Data file {file} is not part of this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IReadOnlyList<ObjectSpec> Read(string file, WorkcellFurniture place = WorkcellFurniture.Tray) => ObjectSetReader.Parse(Text(file), file, place);
}
