namespace DexGrasp.Safety.Gate;

/// <summary>Why a chunk was not accepted.</summary>
public enum RefusalReason
{
    /// <summary>It was accepted.</summary>
    None,

    /// <summary>The bytes were no message of this schema; found by the driver host.</summary>
    Malformed,

    /// <summary>The broker replayed a retained command; found by the driver host.</summary>
    Retained,

    /// <summary>It speaks another protocol version.</summary>
    ProtocolVersion,

    /// <summary>It is meant for another robot.</summary>
    ForeignRobot,

    /// <summary>No lease is held: arm first.</summary>
    NotArmed,

    /// <summary>A stop is under way or latched.</summary>
    Stopped,

    /// <summary>It carries another lease than the one in force.</summary>
    StaleLease,

    /// <summary>Its sequence number was already used, or a later one was accepted before.</summary>
    OutOfOrder,

    /// <summary>Its observation lies in the future, or envelope and chunk disagree about it.</summary>
    ObservationTime,

    /// <summary>Its observation is too old.</summary>
    ObservationTooOld,

    /// <summary>Its validity is over, all its steps are past, or the claimed validity is out of range.</summary>
    Expired,

    /// <summary>A target is infinite or not a number.</summary>
    NotFinite,

    /// <summary>A target lies far outside the joint's range.</summary>
    PositionLimit,

    /// <summary>Two neighbouring steps lie much further apart than the joint can move in between.</summary>
    SpeedLimit,

    /// <summary>It starts far from where the robot is.</summary>
    StartsFarAway,
}
