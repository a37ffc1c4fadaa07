using DexGrasp.Planner.Language;
using DexGrasp.Sim.Objects;

namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>One of the four long tasks of DexGraspVLA's table (arXiv 2502.20900, long-horizon tasks): what is said, and which objects it means.</summary>
/// <param name="Name">clear, green, bottles or food.</param>
/// <param name="Prompt">What a person says.</param>
/// <param name="Means">Whether an object is meant, by its own words.</param>
internal sealed record PromptFamily(string Name, string Prompt, Func<ObjectSpec, bool> Means)
{
    private static readonly IReadOnlyList<string> Food = Vocabulary.BuiltIn.Groups["food"];

    /// <summary>All of them, in the table's order.</summary>
    public static IReadOnlyList<PromptFamily> All { get; } =
    [
        new("clear", "clear the table", _ => true),
        new("green", "grasp all the green objects", o => o.Words.Adjectives.Contains("green")),
        new("bottles", "grasp all the bottles", o => o.Words.Category == "bottle"),
        new("food", "grasp all the food", o => Food.Contains(o.Words.Category)),
    ];
}
