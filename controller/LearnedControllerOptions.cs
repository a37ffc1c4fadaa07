using DexGrasp.Controller.Perception;

namespace DexGrasp.Controller;

/// <summary>How a learned policy is used.</summary>
public sealed record LearnedControllerOptions
{
    /// <summary>Gets how much of a chunk is played before the next observation. Range: 0.05 s to 3.2 s. Default: 0.1 s.</summary>
    public TimeSpan ObserveAgainAfter { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>Gets the time from an observation until its chunk is in play, until a measurement replaces it. Default: 30 ms.</summary>
    public TimeSpan InferenceDelay { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Gets how many steps after those that are committed a new chunk is drawn to the one in play; 0 frees them all. Range: 0 to 63. Default: 8 (0.4 s).</summary>
    public int GuidedSteps { get; init; } = 8;

    /// <summary>Gets the Euler steps from noise to chunk; null as the policy's card says. Range: 1 to 64. Default: null.</summary>
    public int? FlowSteps { get; init; }

    /// <summary>Gets whether the policy is shown the target's mask; without, it has the target's place alone: to compare with. Default: true.</summary>
    public bool ShowsMask { get; init; } = true;

    /// <summary>Gets whether the way to the target is lifted over what stands between; without, it is the policy's alone: to compare with. Default: true.</summary>
    public bool KeepsClear { get; init; } = true;

    /// <summary>Gets the seed of the noise. Default: 0.</summary>
    public int Seed { get; init; }

    /// <summary>Gets how long a grasp may take before it counts as failed. Default: 20 s.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets how long the target may be lost from sight before the grasp counts as failed. Default: 1 s.</summary>
    public TimeSpan MostLost { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets how the target's mask is kept; docs/segmenter.md compares the ways. Default: classical.</summary>
    public TrackerKind Tracker { get; init; } = TrackerKind.Classical;

    /// <summary>Gets a user's models for <see cref="TrackerKind.Supplied"/>; they stay the caller's to dispose of. Default: null.</summary>
    public MaskModels? MaskModels { get; init; }

    /// <summary>Gets who says that the tracker finds no target in the head picture of a capture time, so that tests and evaluations can make it lose the target; null for nobody. Default: null.</summary>
    public Func<TimeSpan, bool>? LosesTarget { get; init; }
}
