using DexGrasp.Drivers.Devices;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>Time that passes when the test says so.</summary>
internal sealed class ManualTicks(TimeSpan period) : ITickSource
{
    public TimeSpan Period { get; } = period;

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(10);

    public bool WaitForNextTick(CancellationToken cancellationToken)
    {
        Now += Period;
        return !cancellationToken.IsCancellationRequested;
    }
}
