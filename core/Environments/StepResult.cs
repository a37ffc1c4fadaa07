namespace DexGrasp.Core.Environments;

/// <summary>How one step of an environment went.</summary>
/// <param name="Reward">Finite, always: where the simulation broke it is 0 and <paramref name="Fault"/> says why.</param>
/// <param name="Terminated">The task's own end was reached, good or bad: what would come after has no value.</param>
/// <param name="Truncated">The episode was cut off, by time or by a fault: what would come after has a value that is not seen.</param>
/// <param name="Fault">Why the numbers of this episode cannot be trusted; null while they can. Such an episode counts as failed.</param>
public readonly record struct StepResult(float Reward, bool Terminated, bool Truncated, string? Fault = null)
{
    /// <summary>Gets whether the episode is over.</summary>
    public bool Done => Terminated || Truncated;
}
