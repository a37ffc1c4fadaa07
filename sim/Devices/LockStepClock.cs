using DexGrasp.Drivers.Devices;

namespace DexGrasp.Sim.Devices;

/// <summary>Tells the driver loop the simulated time; the lock-step link moves it on.</summary>
internal sealed class LockStepClock(TimeSpan period) : ITickSource
{
    /// <inheritdoc/>
    public TimeSpan Period => period;

    /// <inheritdoc/>
    public TimeSpan Now { get; set; }

    /// <inheritdoc/>
    public bool WaitForNextTick(CancellationToken cancellationToken) =>
        throw new NotSupportedException("In lock-step the link ticks the loop; nothing waits.");
}
