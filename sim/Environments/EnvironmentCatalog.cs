using System.Diagnostics.CodeAnalysis;
using DexGrasp.Sim.Environments.Classic;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.Sim.Environments;

/// <summary>All tasks that can be learned, by name.</summary>
public static class EnvironmentCatalog
{
    /// <summary>Gets the tasks, in the order in which they are listed.</summary>
    public static IReadOnlyList<EnvironmentEntry> All { get; } =
    [
        new(InvertedPendulum.TaskName, "known ground: keep a pole upright on a cart for 1000 steps", (_, _) => new InvertedPendulum()),
        new(Hopper.TaskName, "known ground: hop forward on one leg for 1000 steps", (_, _) => new Hopper()),
        new("ungraspable-push", "ExDex: push a flat object over the edge or against the wall", (_, _) => BoardTasks.Push()) { Experts = One("script", BoardTasks.PushGuided), From = BoardTasks.PushFrom },
        new("ungraspable-edge", "ExDex: take a flat object at the edge and lift it", (_, _) => BoardTasks.Edge()) { From = BoardTasks.EdgeFrom },
        new("ungraspable-wall", "ExDex: tilt a flat object against the wall, take it and lift it", (_, _) => BoardTasks.Wall()) { Experts = One("script", BoardTasks.WallGuided) },
        new("ungraspable-pick", "ExDex, end to end: from the middle of the board into the hand by one policy", (_, _) => BoardTasks.Pick()),
        new("retrieval", "Retrieval Dexterity: uncover a target under eight objects in a box", (_, _) => RetrievalTasks.Make()) { Experts = One("raking", RetrievalTasks.MakeGuided) },
        new("retrieval-student", "the same from joints and pictures alone", RetrievalTasks.MakeStudent) { Teacher = RetrievalTasks.Teacher },
        new("retrieval-level", "the same, rewarded by the exposure itself and not by its improvement", (_, _) => RetrievalTasks.Make("retrieval-level", new() { Pixel = PixelReward.Level })),
        new("retrieval-no-stir", "the same, stirring not rewarded", (_, _) => RetrievalTasks.Make("retrieval-no-stir", new() { StirWeight = 0 })),
        new("retrieval-no-clean", "the same, clearing the neighbourhood not rewarded", (_, _) => RetrievalTasks.Make("retrieval-no-clean", new() { CleanWeight = 0 })),
    ];

    /// <summary>Finds a task.</summary>
    /// <param name="name">Exactly as in <see cref="All"/>.</param>
    /// <param name="entry">The task.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out EnvironmentEntry? entry) => (entry = All.FirstOrDefault(e => e.Name == name)) is not null;

    private static Dictionary<string, Func<int, int, GuidedEnvironment>> One(string name, Func<GuidedEnvironment> make) => new() { [name] = (_, _) => make() };
}
