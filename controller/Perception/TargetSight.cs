namespace DexGrasp.Controller.Perception;

/// <summary>How the target shows in the newest head picture.</summary>
public enum TargetSight
{
    /// <summary>It was found.</summary>
    Seen,

    /// <summary>The robot or something else stands before it; it is believed where it was, or in the hand.</summary>
    Hidden,

    /// <summary>It is not where it was, and nothing like it was found.</summary>
    Lost,
}
