namespace DexGrasp.Safety.Supervision;

/// <summary>Why the supervisor brakes or has latched.</summary>
public enum StopCause
{
    /// <summary>It does neither.</summary>
    None,

    /// <summary>No valid target came in time. A new chunk resumes before the latch.</summary>
    CommandGap,

    /// <summary>The loop ran late. A new chunk resumes.</summary>
    LoopLate,

    /// <summary>Somebody asked for a stop. Latches.</summary>
    Requested,

    /// <summary>A device reported a fault or fell silent. Latches.</summary>
    DeviceFault,

    /// <summary>An arm joint did not follow its command. Latches.</summary>
    TrackingError,

    /// <summary>The host's clock went back. Latches.</summary>
    ClockFault,
}
