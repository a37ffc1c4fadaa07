using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Grasping;

/// <summary>What a grasp loop knows of the task under way. One owner.</summary>
/// <param name="memory">Plan, what was taken, what failed.</param>
/// <param name="now">The newest observation.</param>
/// <param name="change">The person wants something else.</param>
internal sealed class TaskProgress(TaskMemory memory, Observation now, CancellationToken change)
{
    /// <summary>Gets the plan, and what was taken and what failed.</summary>
    public TaskMemory Memory { get; } = memory;

    /// <summary>Gets or sets the newest observation.</summary>
    public Observation Now { get; set; } = now;

    /// <summary>Gets or sets what the goal was made from.</summary>
    public Observation? Before { get; set; }

    /// <summary>Gets or sets what was chosen.</summary>
    public Proposal? Proposal { get; set; }

    /// <summary>Gets or sets where it is.</summary>
    public GroundedGoal? Target { get; set; }

    /// <summary>Gets or sets where it will be released. Frame: world. Unit: m.</summary>
    public Vector3d DropPoint { get; set; }

    /// <summary>Gets or sets whether the loop holds the robot's lease.</summary>
    public bool IsArmed { get; set; }

    /// <summary>Gets or sets whether a grasp is under way, which may be given up.</summary>
    public bool IsGrasping { get; set; }

    /// <summary>Gets whether a newer instruction came.</summary>
    public bool IsSuperseded => change.IsCancellationRequested;

    /// <summary>Gets or sets what led to the present state, for people.</summary>
    public string Words { get; set; } = "";
}
