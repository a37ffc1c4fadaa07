namespace DexGrasp.Planner.Language;

/// <summary>How an object stands to another, as a person behind the head camera sees it.</summary>
public enum RelationKind
{
    /// <summary>Further left in the picture.</summary>
    LeftOf,

    /// <summary>Further right in the picture.</summary>
    RightOf,

    /// <summary>Nearer to the viewer.</summary>
    InFrontOf,

    /// <summary>Further from the viewer.</summary>
    Behind,

    /// <summary>Within a hand's breadth.</summary>
    NextTo,

    /// <summary>Nearest of all that match otherwise.</summary>
    NearestTo,

    /// <summary>Farthest of all that match otherwise.</summary>
    FarthestFrom,

    /// <summary>Near the line between two others.</summary>
    Between,

    /// <summary>Resting on it.</summary>
    OnTopOf,

    /// <summary>It rests on the object.</summary>
    Under,

    /// <summary>In it.</summary>
    Inside,

    /// <summary>Of greater volume.</summary>
    BiggerThan,

    /// <summary>Of smaller volume.</summary>
    SmallerThan,

    /// <summary>Of greater height.</summary>
    TallerThan,

    /// <summary>Of smaller height.</summary>
    ShorterThan,
}
