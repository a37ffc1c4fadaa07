namespace DexGrasp.Safety.Gate;

/// <summary>What the gate changed or found in one tick.</summary>
[Flags]
public enum GateChanges
{
    /// <summary>The wanted targets were sent unchanged, or nothing was wanted.</summary>
    None = 0,

    /// <summary>A target lay outside a joint's range, or too fast towards its end, and was held back.</summary>
    PositionLimited = 1,

    /// <summary>A target needed more than a joint's speed limit.</summary>
    SpeedLimited = 2,

    /// <summary>A target needed more than a joint's acceleration limit.</summary>
    AccelerationLimited = 4,

    /// <summary>A target was infinite or not a number: taken as no target.</summary>
    NotFinite = 8,

    /// <summary>The targets were not 13 numbers: taken as no target.</summary>
    WrongLength = 16,

    /// <summary>The targets came from a chunk whose validity is over: taken as no target.</summary>
    Expired = 32,

    /// <summary>There was no usable measurement in this tick.</summary>
    MeasurementMissing = 64,

    /// <summary>An arm joint is further from its command than allowed.</summary>
    TrackingError = 128,

    /// <summary>Something holds an arm joint up: its target was kept near where it is.</summary>
    HeldUp = 256,
}
