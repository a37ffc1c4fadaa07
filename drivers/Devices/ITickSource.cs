namespace DexGrasp.Drivers.Devices;

/// <summary>
/// How time passes for the driver host's loop: a real robot's source sleeps to the next absolute deadline; a simulated
/// one steps the physics by one period, and may then sleep as well. Called from the loop thread only. Allocates nothing.
/// </summary>
public interface ITickSource
{
    /// <summary>Gets the time between ticks.</summary>
    TimeSpan Period { get; }

    /// <summary>Gets the host's monotonic time: since start, simulated time in simulation.</summary>
    TimeSpan Now { get; }

    /// <summary>Waits for the next tick.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when cancelled.</returns>
    bool WaitForNextTick(CancellationToken cancellationToken);
}
