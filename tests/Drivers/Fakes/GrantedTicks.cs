using DexGrasp.Drivers.Devices;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>Time that passes as fast as it can up to what was granted, and then stands still.</summary>
internal sealed class GrantedTicks : ITickSource
{
    private readonly Lock _lock = new();
    private TimeSpan _granted;
    private TimeSpan _now;

    public TimeSpan Period { get; } = TimeSpan.FromMilliseconds(10);

    public TimeSpan Now
    {
        get
        {
            lock (_lock)
                return _now;
        }
    }

    public void Grant(TimeSpan upTo)
    {
        lock (_lock)
            _granted = upTo > _granted ? upTo : _granted;
    }

    public bool WaitForNextTick(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            lock (_lock)
                if (_now < _granted)
                {
                    _now += Period;
                    return true;
                }

            cancellationToken.WaitHandle.WaitOne(1);
        }

        return false;
    }
}
