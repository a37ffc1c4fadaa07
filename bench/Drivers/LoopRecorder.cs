using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Host;

namespace DexGrasp.Bench.Drivers;

/// <summary>Reads every tick of a loop and notes its period, and whether a late tick stopped the robot.</summary>
internal sealed class LoopRecorder(StateRing states, TimeSpan period)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(20);
    private readonly List<double> _periodsMs = [];
    private readonly StateSample _sample = new();
    private long _cursor;
    private long _lastNumber;
    private TimeSpan _lastAt;
    private GateMode _lastMode;

    /// <summary>Gets the times between neighbouring ticks. Unit: ms.</summary>
    public List<double> PeriodsMs => _periodsMs;

    /// <summary>Gets how many ticks came with the robot running.</summary>
    public long Running { get; private set; }

    /// <summary>Gets how many ticks came more than 20 ms late.</summary>
    public long Missed { get; private set; }

    /// <summary>Gets how many ticks came more than 20 ms late while the robot was running, and it went on.</summary>
    public long MissedWithoutStop { get; private set; }

    /// <summary>Gets the newest mode.</summary>
    public GateMode Mode => _lastMode;

    /// <summary>Gets the newest tick's time on the host's clock.</summary>
    public TimeSpan At => _lastAt;

    /// <summary>Forgets what was recorded, but not where it is in the ring.</summary>
    public void Restart()
    {
        Read();
        _periodsMs.Clear();
        (Running, Missed, MissedWithoutStop) = (0, 0, 0);
    }

    /// <summary>Takes in all ticks since the last call; to be called at least once a second.</summary>
    public void Read()
    {
        while (states.TryRead(ref _cursor, _sample))
        {
            if (_lastNumber > 0 && _sample.Number == _lastNumber + 1)
                Note(_sample.At - _lastAt);
            (_lastNumber, _lastAt, _lastMode) = (_sample.Number, _sample.At, _sample.Mode);
        }
    }

    private void Note(TimeSpan between)
    {
        _periodsMs.Add(between.TotalMilliseconds);
        if (_sample.Mode == GateMode.Running)
            Running++;
        if (between <= period + Allowed)
            return;
        Missed++;
        if (_lastMode == GateMode.Running && _sample.Mode == GateMode.Running)
            MissedWithoutStop++;
    }
}
