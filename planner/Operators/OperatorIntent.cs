namespace DexGrasp.Planner.Operators;

/// <summary>What an operator wants.</summary>
public enum OperatorIntent
{
    /// <summary>Nothing was said: an empty line, or silence.</summary>
    Nothing,

    /// <summary>The words make no sense, or ask for something that this robot does not do.</summary>
    NotUnderstood,

    /// <summary>A controlled stop that latches.</summary>
    Stop,

    /// <summary>The same stop; the task is remembered, so that it can be resumed.</summary>
    Pause,

    /// <summary>How do things stand?</summary>
    Status,

    /// <summary>What does the camera see?</summary>
    Look,

    /// <summary>What can be said?</summary>
    Help,

    /// <summary>Carry out what was read back under a number.</summary>
    Confirm,

    /// <summary>Forget what was read back.</summary>
    Cancel,

    /// <summary>Grasp things and put them in the tray, in free words.</summary>
    Task,

    /// <summary>Put down what the hand holds, open the hand, go home.</summary>
    Release,

    /// <summary>Go to the home pose; what the hand holds is put down first.</summary>
    Home,

    /// <summary>Clear the stop and go on with the task that was paused or stopped.</summary>
    Resume,

    /// <summary>Clear the stop.</summary>
    Reset,
}
