namespace DexGrasp.Planner.Operators;

/// <summary>Something that has to be done on the robot.</summary>
/// <param name="Kind">What.</param>
/// <param name="Words">With a stop, the reason; with a goal, the words for the planner; else empty.</param>
public sealed record OperatorAction(OperatorActionKind Kind, string Words = "")
{
    /// <summary>Gets whether it may set the robot in motion or let it be set in motion.</summary>
    public bool IsMotion => Kind is OperatorActionKind.SendGoal or OperatorActionKind.Reset;
}
