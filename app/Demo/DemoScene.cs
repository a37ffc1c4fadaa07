using DexGrasp.App.Simulation;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;

namespace DexGrasp.App.Demo;

/// <summary>Sets the stage for a demo: what was asked for, or else where the things that the words name are found.</summary>
internal static class DemoScene
{
    private const string Usual = "default", Board = "board";

    /// <summary>Reads scene and objects.</summary>
    /// <param name="options">A scene or objects that are null follow from the words.</param>
    /// <exception cref="Cli.UserErrorException">There is no such set, scene or file.</exception>
    public static SceneInput Load(DemoOptions options)
    {
        List<ObjectSpec> named = [.. ObjectCatalog.Flat.Where(o => IsNamed(o, options.Prompt))];
        string scene = options.Scene ?? (options.Objects is null && named.Any(o => !IsUsual(o)) ? Board : Usual);
        SceneInput input = SceneInput.Load(options.Objects ?? SceneInput.TrainingSet, scene);
        if (options.Objects is not null || input.Scene.Furniture != WorkcellFurniture.Board)
            return input;
        SceneInput flat = SceneInput.Load(SceneInput.FlatSet, scene);
        return named.Count == 0 ? flat : flat with { Objects = named };
    }

    private static bool IsNamed(ObjectSpec spec, string words) =>
        Has(words, spec.Name) || Has(words, spec.Words.Category);

    // A book lies on the table as well: that alone moves nobody to the board.
    private static bool IsUsual(ObjectSpec spec) => ObjectCatalog.Training.Any(o => o.Words.Category == spec.Words.Category);

    private static bool Has(string words, string name)
    {
        int at = words.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(words[at - 1])) && (at + name.Length == words.Length || !char.IsLetter(words[at + name.Length]));
    }
}
