namespace DexGrasp.Sim.Experts;

/// <summary>What the expert is doing; for display and for tests.</summary>
public enum ExpertPhase
{
    /// <summary>Nothing was begun.</summary>
    Idle,

    /// <summary>Goes to a point above the grip.</summary>
    Reach,

    /// <summary>Comes straight down to the grip with the hand open.</summary>
    Descend,

    /// <summary>Closes the hand about the resting object.</summary>
    Close,

    /// <summary>Lifts what it holds.</summary>
    Lift,

    /// <summary>Holds it up.</summary>
    Hold,

    /// <summary>Opens and goes straight up after a miss.</summary>
    BackOut,

    /// <summary>Carries what it holds to a point above the drop point.</summary>
    Carry,

    /// <summary>Goes down to the drop point.</summary>
    Lower,

    /// <summary>Opens the hand over the drop point.</summary>
    Release,

    /// <summary>Goes to the rest pose.</summary>
    Home,

    /// <summary>Arrived at rest.</summary>
    Rest,

    /// <summary>Found no way to take hold of the object.</summary>
    GaveUp,
}
