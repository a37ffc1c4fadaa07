using DexGrasp.App.Cli;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>A skill that can be judged.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Make">Makes the skill as evaluations pose it: no easy starts.</param>
/// <param name="Script">Makes the hand-written skill to compare with.</param>
/// <param name="Holds">Whether it ends with the object in the hand.</param>
internal sealed record BoardSkillKind(string Name, Func<IBoardSkill> Make, Func<IBoardScript> Script, bool Holds)
{
    /// <summary>Gets the name of its task, which policies are learned on.</summary>
    public string Task => $"ungraspable-{Name}";

    /// <summary>Gets all skills.</summary>
    public static IReadOnlyList<BoardSkillKind> All { get; } =
    [
        new("push", () => new PushSkill(), () => new PushScript(), false),
        new("edge", () => new EdgeSkill(), () => new EdgeScript(), true),
        new("wall", () => new WallSkill(), () => new WallScript(), true),
        new("pick", () => new PickSkill(), () => new EdgeScript(), true),
    ];

    /// <summary>Finds a skill by its name.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static BoardSkillKind Find(string name) =>
        All.FirstOrDefault(k => k.Name == name) ?? throw new UserErrorException($"There is no skill '{name}'.", $"Use one of: {string.Join(", ", All.Select(k => k.Name))}.");
}
