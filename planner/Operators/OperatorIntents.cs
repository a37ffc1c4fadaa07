namespace DexGrasp.Planner.Operators;

/// <summary>What holds for each intent.</summary>
public static class OperatorIntents
{
    /// <summary>Returns how an intent is treated.</summary>
    public static CommandClass ClassOf(OperatorIntent intent) => intent switch
    {
        OperatorIntent.Stop or OperatorIntent.Pause => CommandClass.Stop,
        OperatorIntent.Task or OperatorIntent.Release or OperatorIntent.Home or OperatorIntent.Resume or OperatorIntent.Reset => CommandClass.Motion,
        _ => CommandClass.Question,
    };

    /// <summary>Returns whether a confirmation has to be typed or clicked: a voice alone must not set a stopped robot in motion again.</summary>
    public static bool NeedsHand(OperatorIntent intent) => intent is OperatorIntent.Resume or OperatorIntent.Reset;
}
