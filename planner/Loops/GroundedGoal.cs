using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Planner.Loops;

/// <summary>Where the chosen object is in the newest head picture.</summary>
/// <param name="Goal">For the controller; null when the object is lost from view.</param>
/// <param name="Mask">Its pixels; null when lost.</param>
/// <param name="Reason">One sentence for people.</param>
public sealed record GroundedGoal(GraspGoal? Goal, Mask? Mask, string Reason);
