namespace DexGrasp.Core.Skills;

/// <summary>Where the uncovering of a target stands.</summary>
public enum RetrievalPhase
{
    /// <summary>The hand clears the target.</summary>
    Uncovering,

    /// <summary>Nearly all of the target is seen.</summary>
    Done,

    /// <summary>It took too long.</summary>
    Failed,
}
