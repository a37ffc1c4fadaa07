namespace DexGrasp.Drivers.Host;

/// <summary>What a <see cref="LoopEvent"/> is about.</summary>
public enum LoopEventKind
{
    /// <summary>A chunk was refused.</summary>
    Refused,

    /// <summary>The gate changed a command, or found something wrong with it.</summary>
    Changed,

    /// <summary>The mode or its cause changed.</summary>
    Mode,

    /// <summary>A request to arm, release or reset was refused.</summary>
    Denied,
}
