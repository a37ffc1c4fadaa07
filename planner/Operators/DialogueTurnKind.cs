namespace DexGrasp.Planner.Operators;

/// <summary>What a turn of a dialogue is.</summary>
public enum DialogueTurnKind
{
    /// <summary>An answer, or news.</summary>
    Told,

    /// <summary>A command was read back and waits for its confirmation.</summary>
    ReadBack,

    /// <summary>The words make no sense.</summary>
    NotUnderstood,

    /// <summary>What was asked for is not done, or not now.</summary>
    Refused,

    /// <summary>The robot is being stopped.</summary>
    Stopping,

    /// <summary>What was read back is being done.</summary>
    Confirmed,

    /// <summary>What was read back was withdrawn.</summary>
    Cancelled,

    /// <summary>What was to be confirmed or withdrawn waits no longer.</summary>
    Stale,

    /// <summary>A task has ended.</summary>
    Ended,

    /// <summary>What was confirmed could not be done.</summary>
    NotDone,
}
