using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>How a retrieval episode goes. Twenty control steps are a second.</summary>
public sealed record RetrievalOptions
{
    /// <summary>Gets the task's name in checkpoints, so that runs with other rewards are told apart. Default: null, which is "retrieval" or "retrieval-joints" by <see cref="Actions"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what actions mean. Default: wrist and hand.</summary>
    public RetrievalActions Actions { get; init; } = RetrievalActions.Wrist;

    /// <summary>Gets the steps after which an episode is cut off. Range: at least 1. Default: 200.</summary>
    public int MaxSteps { get; init; } = 200;

    /// <summary>Gets after how many steps the exposure is read; it is held in between. Range: at least 1. Default: 10.</summary>
    public int ReadingEverySteps { get; init; } = 10;

    /// <summary>Gets the exposure at which the target counts as uncovered. Range: above 0 to 1. Default: 0.95.</summary>
    public double ExposedAt { get; init; } = 0.95;

    /// <summary>Gets whether the episode ends, in success, when a reading finds the target uncovered. Default: yes; otherwise it goes on, for scripts that have more to do.</summary>
    public bool EndsWhenUncovered { get; init; } = true;

    /// <summary>Gets the reach of the wrist. Default: within the box, see <see cref="RetrievalBox.Wrist"/>.</summary>
    public WristControlOptions Wrist { get; init; } = RetrievalBox.Wrist;

    /// <summary>Gets the largest change of an arm joint's target in one step of <see cref="RetrievalActions.Joints"/>. Unit: rad. Default: 0.05.</summary>
    public double ArmStepRad { get; init; } = 0.05;

    /// <summary>Gets how far an arm joint's target may run ahead of the joint there. Unit: rad. Default: 0.15.</summary>
    public double ArmLeashRad { get; init; } = 0.15;

    /// <summary>Gets the force at the wrist that costs. Unit: N. Default: 40.</summary>
    public double ForceLimitN { get; init; } = 40;

    /// <summary>Gets whether readings are noisy and actions may come late, by the library's <see cref="RetrievalRanges"/>. Default: yes.</summary>
    public bool Randomised { get; init; } = true;

    /// <summary>Gets the reward.</summary>
    public RetrievalRewardOptions Reward { get; init; } = new();
}
