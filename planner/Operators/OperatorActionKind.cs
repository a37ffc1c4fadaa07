namespace DexGrasp.Planner.Operators;

/// <summary>What can be done on the robot.</summary>
public enum OperatorActionKind
{
    /// <summary>Ask for a stop, again and again until the robot says that it is latched.</summary>
    Stop,

    /// <summary>Give the run process a goal in words.</summary>
    SendGoal,

    /// <summary>Clear the latch with the operator's token, and wait until it is cleared.</summary>
    Reset,

    /// <summary>Look at the table and tell what is there.</summary>
    Look,
}
