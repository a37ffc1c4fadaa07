using DexGrasp.Planner.Grounding;

namespace DexGrasp.Planner.Loops;

/// <summary>Whether a task is done, judged from the pictures.</summary>
/// <param name="Trigger">What the grasp loop makes of it: <see cref="GraspLoopTrigger.TaskDone"/>, <see cref="GraspLoopTrigger.TaskOpen"/>, <see cref="GraspLoopTrigger.NothingMatches"/> or <see cref="GraspLoopTrigger.AttemptsUsedUp"/>.</param>
/// <param name="Reason">One or two sentences for people.</param>
/// <param name="Seen">Everything that was seen.</param>
public sealed record CompletionVerdict(GraspLoopTrigger Trigger, string Reason, SceneView Seen);
