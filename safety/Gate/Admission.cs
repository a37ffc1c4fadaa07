namespace DexGrasp.Safety.Gate;

/// <summary>The gate's answer to a chunk.</summary>
/// <param name="Reason">Why it was refused; <see cref="RefusalReason.None"/> when it was accepted.</param>
/// <param name="Sequence">Sequence number of the chunk.</param>
/// <param name="Joint">Joint at fault in RobotModel order; -1 when it is not about a joint.</param>
/// <param name="Value">Offending value; 0 when there is none.</param>
/// <param name="Limit">What the value was held against; 0 when there is none.</param>
/// <param name="Unit">Unit of value and limit; empty when there is none.</param>
/// <param name="Words">One or two sentences for people; empty when accepted.</param>
public readonly record struct Admission(
    RefusalReason Reason, long Sequence, int Joint, double Value, double Limit, string Unit, string Words)
{
    /// <summary>Gets whether the chunk may be played.</summary>
    public bool Accepted => Reason == RefusalReason.None;
}
