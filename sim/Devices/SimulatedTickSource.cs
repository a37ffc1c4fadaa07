using DexGrasp.Drivers.Devices;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// The clock of a simulated robot. Each wait simulates one period with the targets last sent, measures, and lets the cameras
/// take the pictures that are due. At <see cref="SimulationPace.Real"/> it then sleeps to the wall clock's deadline; at
/// <see cref="SimulationPace.Fast"/> it runs at once, but never beyond the time that others have granted.
/// </summary>
public sealed class SimulatedTickSource : ITickSource
{
    private static readonly long SlipNs = (long)TimeSpan.FromMilliseconds(200).TotalNanoseconds;
    private readonly JointBoard _board;
    private readonly CameraRig _cameras;
    private readonly SimulationPace _pace;
    private readonly object _grantChanged = new();
    private readonly long _firstTicks;
    private long _nowTicks;
    private long _grantTicks;
    private long _startNs;
    private long _slips;

    internal SimulatedTickSource(JointBoard board, CameraRig cameras, TimeSpan start, TimeSpan period, SimulationPace pace)
    {
        _board = board;
        _cameras = cameras;
        _pace = pace;
        Period = period;
        _firstTicks = start.Ticks;
        _nowTicks = start.Ticks;
        _grantTicks = pace == SimulationPace.Real ? long.MaxValue : start.Ticks;
        _startNs = -1;
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
    public void GrantUntil(TimeSpan simulatedTime)
    {
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
        if (!_cameras.TakeDue(now, cancellationToken))
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
        long wallNs = WallClock.NowNs;
        if (_startNs < 0)
            _startNs = wallNs - (Period.Ticks * 100);
        long deadlineNs = _startNs + ((now.Ticks - _firstTicks) * 100);
        if (wallNs > deadlineNs + SlipNs)
        {
            _startNs += wallNs - deadlineNs;
            Interlocked.Increment(ref _slips);
            return;
        }

        WallClock.SleepUntil(deadlineNs);
    }
}
