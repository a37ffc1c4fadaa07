namespace DexGrasp.Planner.Operators;

/// <summary>How a dialogue confirms; the defaults are one person's at a terminal.</summary>
public sealed record OperatorDialogueOptions
{
    /// <summary>Gets how long a command waits for its confirmation; null for ever, where it stays in view. Range: above 0. Default: 8 s.</summary>
    public TimeSpan? ConfirmWithin { get; init; } = OperatorDialogue.ConfirmWithin;

    /// <summary>Gets whether several people talk at a time: then a confirmation has to name what it confirms. Default: false.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets whether tasks are refused while no driver host answers; else they are read back, and the run process says what came of them. Default: true.</summary>
    public bool NeedsRobot { get; init; } = true;
}
