namespace DexGrasp.Planner.Operators;

/// <summary>What follows from one input to a dialogue.</summary>
/// <param name="Actions">What to do now, in this order; often nothing.</param>
/// <param name="Replies">What to tell the operator, one sentence or two each.</param>
/// <param name="Command">How the words were understood; null where the input was no words.</param>
public sealed record DialogueTurn(IReadOnlyList<OperatorAction> Actions, IReadOnlyList<string> Replies, OperatorCommand? Command = null)
{
    /// <summary>Nothing to do and nothing to say.</summary>
    public static DialogueTurn None { get; } = new([], []);

    /// <summary>Gets what it is.</summary>
    public DialogueTurnKind Kind { get; init; } = DialogueTurnKind.Told;

    /// <summary>Gets the command that was confirmed or withdrawn; null where none was.</summary>
    public OperatorCommand? About { get; init; }

    /// <summary>Makes a turn that only tells.</summary>
    public static DialogueTurn Say(string reply, DialogueTurnKind kind = DialogueTurnKind.Told) => new([], [reply]) { Kind = kind };
}
