using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Safety.Gate;

namespace DexGrasp.Drivers.Host;

/// <summary>Settings of a driver host.</summary>
public sealed class DriverHostOptions
{
    /// <summary>Gets the broker. Default: 127.0.0.1:1883.</summary>
    public BrokerAddress Broker { get; init; } = new();

    /// <summary>Gets how strictly commands are judged. Its tick period has to be the tick source's.</summary>
    public SafetyGateOptions Gate { get; init; } = new();

    /// <summary>Gets the loop's settings.</summary>
    public DriverLoopOptions Loop { get; init; } = new();

    /// <summary>Gets the time between published states, on the host's clock. Default: 10 ms (100 Hz).</summary>
    public TimeSpan StatePeriod { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets how pictures travel. Default: compressed.</summary>
    public ImageFormat Images { get; init; } = ImageFormat.Compressed;

    /// <summary>Gets the JPEG quality. Range: 1 to 100. Default: 92.</summary>
    public int JpegQuality { get; init; } = 92;

    /// <summary>Gets the real-time priority of the loop thread; 0 for none. Asked for only with a <see cref="RealTimeTickSource"/>, and used where permitted. Range: 0 to 99. Default: 40.</summary>
    public int RealTimePriority { get; init; } = 40;
}
