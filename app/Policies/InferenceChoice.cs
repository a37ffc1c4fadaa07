using DexGrasp.App.Cli;
using DexGrasp.Controller;

namespace DexGrasp.App.Policies;

/// <summary>How a learned policy is asked for chunks, where it differs from what the policy and the program prescribe.</summary>
/// <param name="FlowSteps">Euler steps from noise to chunk; null as the policy's card says. Range: 1 to 64.</param>
/// <param name="GuidedSteps">Steps after the committed ones that a new chunk is drawn to the one in play; 0 makes every chunk free; null for the default. Range: 0 to 63.</param>
/// <param name="Tracker">What keeps the target's mask; null for the default.</param>
/// <param name="HidesMask">Whether the policy is not shown the target's mask, only its place.</param>
/// <param name="CutsCorners">Whether the way to the target is the policy's alone, not lifted over what stands between.</param>
/// <param name="HoldsStill">Whether the robot holds still while a chunk is computed (<see cref="Controller.Chunks.SynchronousController"/>).</param>
public sealed record InferenceChoice(
    int? FlowSteps = null, int? GuidedSteps = null, TrackerChoice? Tracker = null, bool HidesMask = false, bool CutsCorners = false, bool HoldsStill = false)
{
    /// <summary>Gets what differs, in words; empty for nothing.</summary>
    public string Words => string.Join(", ", new[]
    {
        FlowSteps is { } flow ? $"{flow} flow steps" : "", GuidedSteps is { } guided ? $"{guided} guided steps" : "",
        Tracker?.Words ?? "", HidesMask ? "hidden mask" : "", CutsCorners ? "no clearance" : "",
        HoldsStill ? "synchronous inference" : "",
    }.Where(w => w.Length > 0));

    /// <summary>Refuses a choice for what computes no chunks from noise.</summary>
    /// <exception cref="UserErrorException">Something is chosen and the policy is not a learned one.</exception>
    public void CheckFits(PolicyChoice policy)
    {
        if (policy.Folder is null && Words.Length > 0)
            throw new UserErrorException($"Policy '{policy.Name}' is not a learned one; it has no {Words}.", "--flow-steps, --guided-steps, --tracker, --no-mask, --no-clearance and --synchronous are for --policy learned, or a folder with policy.json.");
    }

    /// <summary>Returns options with what is chosen.</summary>
    public LearnedControllerOptions Apply(LearnedControllerOptions options)
    {
        LearnedControllerOptions changed = options with
        {
            FlowSteps = FlowSteps ?? options.FlowSteps,
            GuidedSteps = GuidedSteps ?? options.GuidedSteps,
            ShowsMask = options.ShowsMask && !HidesMask,
            KeepsClear = options.KeepsClear && !CutsCorners,
        };
        return Tracker?.Apply(changed) ?? changed;
    }
}
