namespace DexGrasp.Core.Skills;

/// <summary>Where the picking up of an ungraspable object stands.</summary>
public enum FlatObjectPhase
{
    /// <summary>It is pushed to where it can be taken.</summary>
    Pushing,

    /// <summary>The push got stuck; the hand goes back above the object to begin it anew.</summary>
    Returning,

    /// <summary>The hand goes over to where the grasp begins.</summary>
    Moving,

    /// <summary>It is taken and lifted.</summary>
    Grasping,

    /// <summary>It is up.</summary>
    Done,

    /// <summary>A phase took too long, or the object fell.</summary>
    Failed,
}
