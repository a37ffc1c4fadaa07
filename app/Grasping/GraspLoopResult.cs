using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Grasping;

/// <summary>How a task ended.</summary>
/// <param name="End">The state in which the loop ended.</param>
/// <param name="Words">One or two sentences for the person.</param>
/// <param name="Attempts">Grasps tried.</param>
/// <param name="Placed">Objects that the loop believes to have placed, from pictures.</param>
public sealed record GraspLoopResult(GraspLoopState End, string Words, int Attempts, int Placed)
{
    /// <summary>Gets whether the task was done.</summary>
    public bool Success => End == GraspLoopState.Finished;
}
