using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.App.Demo;

/// <summary>What one frame of the video shows. Immutable.</summary>
/// <param name="Prompt">The person's words.</param>
/// <param name="Outside">Outside view, or null before the first.</param>
/// <param name="Head">Head picture, or null before the first.</param>
/// <param name="Wrist">Wrist picture, or null before the first.</param>
/// <param name="State">Newest joint measurement, or null before the first.</param>
/// <param name="Goal">The object that is being grasped, or null between grasps.</param>
/// <param name="Target">Its pixels in the head picture, or null when not seen.</param>
/// <param name="Phase">State of the grasp loop in one or two words.</param>
/// <param name="Note">What the controller says that it is doing.</param>
/// <param name="Plan">Latest lines of the plan, newest last.</param>
/// <param name="Placed">Objects placed so far.</param>
/// <param name="Refused">Commands that the gate has refused so far.</param>
public sealed record DemoView(
    string Prompt,
    ImageRgb? Outside,
    ImageRgb? Head,
    ImageRgb? Wrist,
    RobotState? State,
    GraspGoal? Goal,
    Mask? Target,
    string Phase,
    string Note,
    IReadOnlyList<string> Plan,
    int Placed,
    long Refused)
{
    /// <summary>Returns the view before anything has happened.</summary>
    public static DemoView Empty(string prompt) => new(prompt, null, null, null, null, null, null, "starting", "", [], 0, 0);
}
