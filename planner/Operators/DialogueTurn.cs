namespace DexGrasp.Planner.Operators;

/// <summary>What follows from one input to a dialogue.</summary>
/// <param name="Actions">What to do now, in this order; often nothing.</param>
/// <param name="Replies">What to tell the operator, one sentence or two each.</param>
/// <param name="Command">How the words were understood; null where the input was no words.</param>
public sealed record DialogueTurn(IReadOnlyList<OperatorAction> Actions, IReadOnlyList<string> Replies, OperatorCommand? Command = null)
{
    /// <summary>Nothing to do and nothing to say.</summary>
    public static DialogueTurn None { get; } = new([], []);
}
