using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// A hand-written skill at the board: a function of what is known at one moment, so that it can say what to do in any state that a
/// learner gets into (dataset aggregation, Ross et al. 2011). A baseline, and where learning starts.
/// </summary>
public interface IBoardScript
{
    /// <summary>Acts.</summary>
    /// <param name="view">What is known; exact where the script is to teach.</param>
    /// <param name="action">Shape: [8]. Receives numbers from -1 to 1.</param>
    void Act(FlatObjectView view, Span<float> action);
}
