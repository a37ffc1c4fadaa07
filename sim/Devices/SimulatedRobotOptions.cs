namespace DexGrasp.Sim.Devices;

/// <summary>How a simulated robot runs.</summary>
public sealed record SimulatedRobotOptions
{
    /// <summary>Gets the time between ticks: a whole number of physics steps. Default: 10 ms (100 Hz).</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets how simulated time relates to the wall clock. Default: <see cref="SimulationPace.Real"/>.</summary>
    public SimulationPace Pace { get; init; } = SimulationPace.Real;

    /// <summary>Gets what the cameras deliver; null for a robot without cameras. Default: as real ones.</summary>
    public SensorOptions? Sensors { get; init; } = new();

    /// <summary>
    /// Gets the cameras that, at fast pace, take only the newest picture before the time that is granted: whoever grants time looks
    /// at no other. Default: none. Cheaper pictures make simulated time run ahead of messages under way, so that chunks come into force later.
    /// </summary>
    public IReadOnlySet<string> PicturesOnDemand { get; init; } = new HashSet<string>();
}
