using DexGrasp.Safety;

namespace DexGrasp.Drivers.Devices;

/// <summary>A hand of six actuators. All members are called from the driver host's loop thread only.</summary>
public interface IHand : IDisposable
{
    /// <summary>Sends the hand's part of a vetted command; neither filters nor clamps nor delays it. Allocates nothing.</summary>
    void Send(VettedCommand command);

    /// <summary>Reads the newest measurement. Allocates nothing.</summary>
    /// <param name="positionsRad">Shape: [6]. Unit: rad. Order: thumb rotation, thumb bend, index, middle, ring, little.</param>
    /// <param name="velocitiesRadPerS">Shape: [6]. Unit: rad/s.</param>
    /// <param name="effortsNm">Shape: [6]. Unit: N m; zero where the device does not measure it.</param>
    /// <param name="measuredAt">Time of the measurement on the host's monotonic clock.</param>
    /// <returns>False while the device has never reported.</returns>
    bool TryRead(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm, out TimeSpan measuredAt);
}
