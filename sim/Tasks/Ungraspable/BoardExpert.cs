using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>A script at the board as an expert; it sees the true state.</summary>
/// <param name="environment">Where.</param>
/// <param name="script">Belongs to it from now on.</param>
public sealed class BoardExpert(BoardEnvironment environment, IBoardScript script) : IExpert
{
    /// <inheritdoc/>
    public void Begin(ulong seed)
    {
        // Scripts at the board look at the present view alone.
    }

    /// <inheritdoc/>
    public void Act(Span<float> action) => script.Act(environment.World.View, action);
}
