namespace DexGrasp.Planner.Loops;

/// <summary>What can happen to the grasp loop.</summary>
public enum GraspLoopTrigger
{
    /// <summary>A prompt was understood.</summary>
    Begin,

    /// <summary>A prompt was not understood, or asks for something that the robot does not do.</summary>
    Refuse,

    /// <summary>The completion check found the task done.</summary>
    TaskDone,

    /// <summary>The completion check found something left to do.</summary>
    TaskOpen,

    /// <summary>An object was chosen.</summary>
    ObjectChosen,

    /// <summary>Nothing in view matches the words.</summary>
    NothingMatches,

    /// <summary>The chosen object has a box.</summary>
    BoxFound,

    /// <summary>The chosen object has no box in the newest picture.</summary>
    BoxLost,

    /// <summary>The object's pixels are known.</summary>
    MaskFound,

    /// <summary>The object's pixels cannot be told from the rest.</summary>
    MaskLost,

    /// <summary>The controller believes that the object is held and lifted.</summary>
    GraspEnded,

    /// <summary>The controller gave up grasping.</summary>
    GraspGaveUp,

    /// <summary>Verification says that the object is in the hand.</summary>
    Held,

    /// <summary>Verification says that the object is in the hand, and there is no tray to put it into: it stays there.</summary>
    HeldForGood,

    /// <summary>Verification says that the hand is empty.</summary>
    NotHeld,

    /// <summary>The object was released over the tray and the arm is home.</summary>
    Placed,

    /// <summary>The controller gave up placing, or lost the object on the way.</summary>
    PlaceGaveUp,

    /// <summary>The hand is open and the arm is home.</summary>
    HomeReached,

    /// <summary>No attempts are left for the task or for any matching object.</summary>
    AttemptsUsedUp,

    /// <summary>The person asked for something else meanwhile.</summary>
    Supersede,

    /// <summary>A device, camera, connection or the planner's server failed.</summary>
    Fault,

    /// <summary>A person or the safety layer wants everything to stop.</summary>
    Stop,

    /// <summary>Forget the task and be ready for the next.</summary>
    Reset,
}
