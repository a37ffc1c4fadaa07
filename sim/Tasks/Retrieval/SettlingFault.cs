namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Why a dropped pile is drawn anew.</summary>
public enum SettlingFault
{
    /// <summary>It can be used.</summary>
    None,

    /// <summary>Something still moved after four seconds.</summary>
    Restless,

    /// <summary>Two things overlap.</summary>
    Penetration,

    /// <summary>Something fell out of the box, or stands out so high that the hand would touch it from the start.</summary>
    OutOfBox,

    /// <summary>The target no longer lies on the floor.</summary>
    TargetOffFloor,

    /// <summary>Too much of the target is seen.</summary>
    Exposed,
}
