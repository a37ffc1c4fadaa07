using DexGrasp.Drivers.Devices;
using DexGrasp.Drivers.Host;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// The clock of a simulated robot. Each wait simulates one period with the targets last sent, measures, and lets the cameras
/// take the pictures that are due. At <see cref="SimulationPace.Real"/> it then sleeps to the wall clock's deadline; at
/// <see cref="SimulationPace.Fast"/> it runs at once, but never beyond the time that others have granted.
/// </summary>
public sealed class SimulatedTickSource : ITickSource
{
    private static readonly TimeSpan MaxLateness = TimeSpan.FromMilliseconds(200);
    private readonly JointBoard _board;
    private readonly CameraRig _cameras;
    private readonly SimulationPace _pace;
    private readonly object _grantChanged = new();
    private readonly TimeSpan _first;
    private long _nowTicks;
    private long _grantTicks;
    private long _picturesFromTicks;
    private TimeSpan? _wallStart;
    private long _slips;

    internal SimulatedTickSource(JointBoard board, CameraRig cameras, TimeSpan start, TimeSpan period, SimulationPace pace)
    {
        _board = board;
        _cameras = cameras;
        _pace = pace;
        Period = period;
        _first = start;
        _nowTicks = start.Ticks;
        _grantTicks = pace == SimulationPace.Real ? long.MaxValue : start.Ticks;
    }

    /// <inheritdoc/>
    public TimeSpan Period { get; }

    /// <summary>Gets the simulated time of the newest tick. Any thread.</summary>
    public TimeSpan Now => TimeSpan.FromTicks(Interlocked.Read(ref _nowTicks));

    /// <summary>Gets up to when the simulation may run; at real pace the end of time. Any thread.</summary>
    public TimeSpan Granted => TimeSpan.FromTicks(Interlocked.Read(ref _grantTicks));

    /// <summary>Gets how often the machine was too slow for real pace by 0.2 s and simulated time was stretched. Any thread.</summary>
    public long Slips => Interlocked.Read(ref _slips);

    /// <summary>Lets the simulation run up to a time; an earlier time than granted before changes nothing. Any thread.</summary>
    /// <param name="simulatedTime">Rounded up to a whole tick.</param>
    /// <param name="picturesFrom">Cameras on demand take no picture before this time. Default: they take all.</param>
    public void GrantUntil(TimeSpan simulatedTime, TimeSpan picturesFrom = default)
    {
        Interlocked.Exchange(ref _picturesFromTicks, picturesFrom.Ticks);
        long seen = Interlocked.Read(ref _grantTicks);
        while (simulatedTime.Ticks > seen)
        {
            long before = Interlocked.CompareExchange(ref _grantTicks, simulatedTime.Ticks, seen);
            if (before == seen)
            {
                WakeLoop();
                return;
            }

            seen = before;
        }
    }

    /// <inheritdoc/>
    public bool WaitForNextTick(CancellationToken cancellationToken)
    {
        if (!WaitForGrant(cancellationToken))
            return false;
        _board.Advance(Period);
        TimeSpan now = TimeSpan.FromTicks(_nowTicks) + Period;
        if (!_cameras.TakeDue(now, TimeSpan.FromTicks(Interlocked.Read(ref _picturesFromTicks)), cancellationToken))
            return false;
        if (_pace == SimulationPace.Real)
            Sleep(now);
        Interlocked.Exchange(ref _nowTicks, now.Ticks);
        return !cancellationToken.IsCancellationRequested;
    }

    private bool WaitForGrant(CancellationToken cancellationToken)
    {
        if (_nowTicks >= Interlocked.Read(ref _grantTicks))
        {
            using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static source => ((SimulatedTickSource)source!).WakeLoop(), this);
            lock (_grantChanged)
            {
                while (_nowTicks >= Interlocked.Read(ref _grantTicks) && !cancellationToken.IsCancellationRequested)
                    Monitor.Wait(_grantChanged);
            }
        }

        return !cancellationToken.IsCancellationRequested;
    }

    private void WakeLoop()
    {
        lock (_grantChanged)
            Monitor.PulseAll(_grantChanged);
    }

    private void Sleep(TimeSpan now)
    {
        TimeSpan wall = RealTimeClock.Now;
        TimeSpan start = _wallStart ??= wall - Period;
        TimeSpan deadline = start + (now - _first);
        if (wall > deadline + MaxLateness)
        {
            _wallStart = start + (wall - deadline);
            Interlocked.Increment(ref _slips);
            return;
        }

        RealTimeClock.SleepUntil(deadline);
    }
}
