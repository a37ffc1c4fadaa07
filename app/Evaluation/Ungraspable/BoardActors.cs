using DexGrasp.Controller.Policy;
using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>The policies that an evaluation at the board runs, shared by its threads.</summary>
internal sealed class BoardActors : IDisposable
{
    private readonly List<TaskPolicy> _policies = [];
    private FlatObjectPolicies? _chain;

    /// <summary>Gets the hash of all policies' numbers; null without any.</summary>
    public string? Hash => _chain is not null ? string.Join(' ', _chain.Hashes) : _policies.Count == 0 ? null : string.Join(' ', _policies.Select(p => p.Hash));

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
    /// <param name="fromPictures">Whether the object's pose is seen in the head camera's pictures, or known from the simulator.</param>
    /// <exception cref="PolicyException">One cannot be used.</exception>
    public Func<BoardPool, IBoardRunner> Chain(string folder, Func<FlatObjectView, FlatObjectRoute> route, bool fromPictures)
    {
        _chain = FlatObjectPolicies.Open(folder);
        return pool => new BoardPickRunner(pool, new FlatObjectTask(_chain.Push, _chain.Edge, _chain.Wall), route, fromPictures ? new BoardEyes() : null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TaskPolicy policy in _policies)
            policy.Dispose();
        _chain?.Dispose();
    }

    private TaskPolicy Open(string file, string task)
    {
        _policies.Add(TaskPolicy.Open(file, task, FlatObjectObservation.Size, BoardControl.ActionSize));
        return _policies[^1];
    }
}
