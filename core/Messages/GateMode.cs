namespace DexGrasp.Core.Messages;

/// <summary>What the driver host is doing with commands.</summary>
public enum GateMode
{
    /// <summary>No lease: commands are refused.</summary>
    Disarmed,

    /// <summary>A lease is held; no chunk has been accepted yet, the robot holds its pose.</summary>
    Armed,

    /// <summary>Chunks are being played.</summary>
    Running,

    /// <summary>A controlled stop is under way.</summary>
    Braking,

    /// <summary>Stopped; only an operator's reset leaves this mode.</summary>
    Latched,
}
