using DexGrasp.Controller.Policy;
using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>The policies that an evaluation at the board runs, shared by its threads.</summary>
internal sealed class BoardActors : IDisposable
{
    private readonly List<TaskPolicy> _policies = [];

    /// <summary>Gets the hash of all policies' numbers; null without any.</summary>
    public string? Hash => _policies.Count == 0 ? null : string.Join(' ', _policies.Select(p => p.Hash));

    /// <summary>Returns what makes runners of a skill by a script.</summary>
    public static Func<BoardPool, IBoardRunner> Script(BoardSkillKind kind) => pool => new BoardSkillRunner(pool, kind, null);

    /// <summary>Opens a policy and returns what makes runners of it.</summary>
    /// <param name="kind">The skill.</param>
    /// <param name="file">The model.</param>
    /// <param name="task">Task that it was learned on; another than the skill's to see what it is worth there.</param>
    /// <exception cref="PolicyException">It cannot be used.</exception>
    public Func<BoardPool, IBoardRunner> Policy(BoardSkillKind kind, string file, string task)
    {
        IActor actor = Open(file, task);
        return pool => new BoardSkillRunner(pool, kind, actor);
    }

    /// <summary>Opens the skills and returns what makes runners of their chain.</summary>
    /// <param name="folder">With the models of push and edge, and of the wall if there is one.</param>
    /// <param name="route">Chooses edge or wall and the place.</param>
    /// <exception cref="PolicyException">One cannot be used.</exception>
    public Func<BoardPool, IBoardRunner> Chain(string folder, Func<FlatObjectView, FlatObjectRoute> route)
    {
        IActor push = OpenIn(folder, FlatObjectSkills.Push), edge = OpenIn(folder, FlatObjectSkills.Edge);
        IActor? wall = File.Exists(PathOf(folder, FlatObjectSkills.Wall)) ? OpenIn(folder, FlatObjectSkills.Wall) : null;
        return pool => new BoardPickRunner(pool, new FlatObjectTask(push, edge, wall), route);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TaskPolicy policy in _policies)
            policy.Dispose();
    }

    private static string PathOf(string folder, string skill) => Path.Combine(folder, $"{skill}.onnx");

    private TaskPolicy OpenIn(string folder, string skill) => Open(PathOf(folder, skill), skill);

    private TaskPolicy Open(string file, string task)
    {
        _policies.Add(TaskPolicy.Open(file, task, FlatObjectObservation.Size, BoardControl.ActionSize));
        return _policies[^1];
    }
}
