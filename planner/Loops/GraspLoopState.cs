namespace DexGrasp.Planner.Loops;

/// <summary>Where the grasp loop stands. docs/grasp-loop.md shows how the states follow each other.</summary>
public enum GraspLoopState
{
    /// <summary>No task; the robot holds its pose.</summary>
    Idle,

    /// <summary>Comparing the picture with the plan: is there anything left to do?</summary>
    CheckingCompletion,

    /// <summary>Choosing the next object and saying why.</summary>
    Proposing,

    /// <summary>Finding the chosen object's box in the head picture.</summary>
    Grounding,

    /// <summary>Finding the chosen object's pixels.</summary>
    Segmenting,

    /// <summary>The controller moves arm and hand to grasp and lift.</summary>
    Grasping,

    /// <summary>Judging from pictures and finger positions whether the object is held.</summary>
    Verifying,

    /// <summary>Carrying the object to the tray and releasing it.</summary>
    Placing,

    /// <summary>Opening the hand and going home after a failure.</summary>
    Recovering,

    /// <summary>Ended: nothing on the table matches the words; nothing was moved for them.</summary>
    NotFound,

    /// <summary>Ended: the task is done.</summary>
    Finished,

    /// <summary>Ended: the words were not understood or ask for something else than grasping.</summary>
    Refused,

    /// <summary>Ended: attempts are used up, or a device, a camera or the planner's server failed.</summary>
    Failed,

    /// <summary>Ended: a newer instruction took its place; the hand is empty and the arm is home.</summary>
    Superseded,

    /// <summary>Ended: a person stopped it; only a reset leads on.</summary>
    Stopped,
}
