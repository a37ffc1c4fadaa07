using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Makes training environments of the skills at the board, which share one pool of boards.</summary>
public static class BoardTasks
{
    private static readonly Lazy<BoardPool> Boards = new(() => new BoardPool(new BoardOptions()));

    /// <summary>Makes an environment of the push.</summary>
    public static IEnvironment Push() => new BoardEnvironment(Boards.Value, new PushSkill());

    /// <summary>Makes an environment of the push with the script that shows it.</summary>
    public static GuidedEnvironment PushGuided() => Guided(new PushSkill(), new PushScript());

    /// <summary>Makes an environment of the grasp at the wall with the script that shows it.</summary>
    public static GuidedEnvironment WallGuided() => Guided(new WallSkill(), new WallScript());

    /// <summary>Makes an environment of the grasp at the edge; half of the episodes begin easy.</summary>
    public static IEnvironment Edge() => new BoardEnvironment(Boards.Value, new EdgeSkill(easyShare: 0.5));

    /// <summary>Makes an environment of the grasp at the wall.</summary>
    public static IEnvironment Wall() => new BoardEnvironment(Boards.Value, new WallSkill());

    /// <summary>Makes an environment of the whole task, for one policy.</summary>
    public static IEnvironment Pick() => new BoardEnvironment(Boards.Value, new PickSkill());

    /// <summary>Returns what makes environments of the push in which half of the episodes begin where a push got stuck before.</summary>
    /// <param name="path">A file of <see cref="BoardStarts"/>, which also says which worlds.</param>
    /// <exception cref="Data.DataFileException">It cannot be used.</exception>
    public static Func<int, int, IEnvironment> PushFrom(string path) => From(path, () => new PushSkill());

    /// <summary>Returns what makes environments of the grasp at the edge in which half of the episodes begin where push and transit really ended.</summary>
    /// <param name="path">A file of <see cref="BoardStarts"/>, which also says which worlds.</param>
    /// <exception cref="Data.DataFileException">It cannot be used.</exception>
    public static Func<int, int, IEnvironment> EdgeFrom(string path) => From(path, () => new EdgeSkill(easyShare: 0.25));

    private static Func<int, int, IEnvironment> From(string path, Func<IBoardSkill> skill)
    {
        BoardStarts starts = BoardStarts.Read(path);
        var pool = new BoardPool(starts.Options);
        return (_, _) => new BoardEnvironment(pool, skill(), starts);
    }

    private static GuidedEnvironment Guided(IBoardSkill skill, IBoardScript script)
    {
        var environment = new BoardEnvironment(Boards.Value, skill);
        return new GuidedEnvironment(environment, new BoardExpert(environment, script));
    }
}
