using DexGrasp.Core.Robots;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Grasping;

/// <summary>What a grasp loop works with.</summary>
/// <param name="Robot">Joints and mounting.</param>
/// <param name="Cell">Where area, tray and cameras are.</param>
/// <param name="Limits">How often it tries.</param>
/// <param name="MaxMotion">Longest single motion (grasp, place or home) before it counts as failed. Default: 60 s.</param>
public sealed record GraspLoopOptions(RobotModel Robot, Workcell Cell, GraspLoopLimits Limits, TimeSpan MaxMotion)
{
    /// <summary>Gets whether the controller works on a thread of its own while chunks play: for learned policies in real time, which answer every observation. In lock-step and at fast pace time stands still meanwhile, and a result must not depend on the machine. Default: false.</summary>
    public bool ThinksAhead { get; init; }

    /// <summary>Gets whether the loop takes a new observation after the planner has thought: for planners that take seconds, during which the world goes on. Default: false.</summary>
    public bool LooksAgain { get; init; }

    /// <summary>Gets the settings for the reference robot and cell.</summary>
    public static GraspLoopOptions Reference { get; } = new(Rm75.Model, Workcell.Reference, new GraspLoopLimits(), TimeSpan.FromSeconds(60));
}
