using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Makes training environments of the skills at the board, which share one pool of boards.</summary>
public static class BoardTasks
{
    private static readonly Lazy<BoardPool> Boards = new(() => new BoardPool(new BoardOptions()));

    /// <summary>Makes an environment.</summary>
    /// <param name="skill">Belongs to it from now on.</param>
    public static IEnvironment Make(IBoardSkill skill) => new BoardEnvironment(Boards.Value, skill);
}
