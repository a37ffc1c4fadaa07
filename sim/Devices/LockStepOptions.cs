using DexGrasp.Drivers.Host;
using DexGrasp.Safety.Gate;

namespace DexGrasp.Sim.Devices;

/// <summary>How a lock-step robot runs.</summary>
public sealed record LockStepOptions
{
    /// <summary>Gets the time between ticks: a whole number of physics steps. Default: 10 ms (100 Hz).</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets the simulated time from an observation to the acceptance of the chunk made from it: inference and transport. The old chunk plays on meanwhile. Default: 30 ms.</summary>
    public TimeSpan InferenceDelay { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Gets what the cameras deliver. Default: as real ones.</summary>
    public SensorOptions Sensors { get; init; } = new();

    /// <summary>
    /// Gets whether observations carry drawn pictures. False serves policies that look at the true state, such as the
    /// privileged expert: their pictures are black, without depth readings, and cost no time. Default: true.
    /// </summary>
    public bool DrawsPictures { get; init; } = true;

    /// <summary>Gets how strictly commands are judged; its tick period is set from <see cref="Period"/>. Default: the gate's defaults.</summary>
    public Func<TimeSpan, SafetyGateOptions> Gate { get; init; } = period => new SafetyGateOptions { TickPeriod = period };

    /// <summary>Gets the loop's settings; null for the defaults.</summary>
    public DriverLoopOptions? Loop { get; init; }
}
