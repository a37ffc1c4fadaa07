namespace DexGrasp.Controller.Skills;

/// <summary>Where a grasp stands.</summary>
internal enum GraspPhase
{
    /// <summary>Looking for the object in the head picture and choosing a grasp.</summary>
    Look,

    /// <summary>On the way to above the object.</summary>
    Approach,

    /// <summary>Above the object, looking at it with the wrist camera.</summary>
    Hover,

    /// <summary>Straight down with the hand open.</summary>
    Descend,

    /// <summary>Bringing thumb and fingers near the object.</summary>
    Preclose,

    /// <summary>Closing until thumb and fingers touch.</summary>
    Close,

    /// <summary>Straight up with the object.</summary>
    Lift,

    /// <summary>Opening and backing off after a miss.</summary>
    BackOff,

    /// <summary>Ended.</summary>
    Ended,
}
