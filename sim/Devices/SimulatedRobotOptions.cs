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
    /// Gets the cameras that, at fast pace, take only the pictures that whoever grants time will look at. Default: "head" and "wrist".
    /// </summary>
    public IReadOnlySet<string> PicturesOnDemand { get; init; } = new HashSet<string> { "head", "wrist" };

    /// <summary>Gets how long a camera on demand goes without a picture at most, for people who watch. Default: for ever.</summary>
    public TimeSpan LongestPictureGap { get; init; } = TimeSpan.MaxValue;
}
