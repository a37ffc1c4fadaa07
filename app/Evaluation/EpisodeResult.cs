namespace DexGrasp.App.Evaluation;

/// <summary>How one episode ended.</summary>
/// <param name="Seed">The episode's seed.</param>
/// <param name="Target">Name of the object that was to be grasped.</param>
/// <param name="Instruction">What was said to the planner; empty where nothing was.</param>
/// <param name="Success">Whether the judge, who sees the true state, found the task done.</param>
/// <param name="Attempts">Grasps tried. Range: 0 and up.</param>
/// <param name="Steps">Policy steps of 0.05 s that were played.</param>
/// <param name="Cost">Sum of <paramref name="Costs"/>; 0 is an episode without a safety violation.</param>
/// <param name="Reason">"ok", or in a few words why it failed; equal causes have equal words.</param>
/// <param name="Costs">Accumulated cost by constraint, in a fixed order.</param>
/// <param name="SimS">Simulated time. Unit: s.</param>
public sealed record EpisodeResult(
    int Seed,
    string Target,
    string Instruction,
    bool Success,
    int Attempts,
    int Steps,
    double Cost,
    string Reason,
    IReadOnlyDictionary<string, double> Costs,
    double SimS)
{
    /// <summary>The reason of every success.</summary>
    public const string Ok = "ok";

    /// <summary>Begins the reason of an episode that ended by an exception.</summary>
    public const string CrashPrefix = "crash: ";

    /// <summary>Gets why the safety gate stopped the robot for good, in its own words; null where it did not.</summary>
    public string? Stop { get; init; }

    /// <summary>Gets what the disturbance did; null without one, and where the hand never came near enough for it or the policy looked at no picture meanwhile.</summary>
    public string? Disturbance { get; init; }
}
