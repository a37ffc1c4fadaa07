namespace DexGrasp.Sim.Scenes;

/// <summary>What an object may touch.</summary>
public enum ContactPartner
{
    /// <summary>The table, the floor of the tray or the floor of the room.</summary>
    Table,

    /// <summary>The tray's walls.</summary>
    Tray,

    /// <summary>The palm.</summary>
    Palm,

    /// <summary>Any part of the thumb.</summary>
    Thumb,

    /// <summary>Any part of the four fingers.</summary>
    Finger,

    /// <summary>The arm, its base or its column.</summary>
    Arm,

    /// <summary>Another object.</summary>
    Object,
}
