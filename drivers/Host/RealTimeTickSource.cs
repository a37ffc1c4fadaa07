using DexGrasp.Drivers.Devices;

namespace DexGrasp.Drivers.Host;

/// <summary>
/// Ticks at absolute times of the operating system's monotonic clock (clock_nanosleep), so that lateness does not add up.
/// A tick that is a whole period late or more is skipped and counted: the robot never gets commands in a burst.
/// </summary>
public sealed class RealTimeTickSource : ITickSource
{
    private readonly TimeSpan _start = RealTimeClock.Now;
    private TimeSpan _due;
    private long _skipped;

    /// <summary>Makes a source whose time starts at zero now.</summary>
    /// <param name="period">Range: 1 ms to 50 ms. 10 ms for the RM75.</param>
    public RealTimeTickSource(TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, TimeSpan.FromMilliseconds(50));
        Period = period;
    }

    /// <inheritdoc/>
    public TimeSpan Period { get; }

    /// <inheritdoc/>
    public TimeSpan Now => RealTimeClock.Now - _start;

    /// <summary>Gets how many ticks were skipped because the machine was busy. Any thread.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <inheritdoc/>
    public bool WaitForNextTick(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return false;
        TimeSpan now = Now;
        _due = _due == TimeSpan.Zero ? now + Period : _due + Period;
        if (_due <= now - Period)
        {
            long late = (now - _due).Ticks / Period.Ticks;
            Interlocked.Add(ref _skipped, late);
            _due += TimeSpan.FromTicks(late * Period.Ticks);
        }

        RealTimeClock.SleepUntil(_start + _due);
        return !cancellationToken.IsCancellationRequested;
    }
}
