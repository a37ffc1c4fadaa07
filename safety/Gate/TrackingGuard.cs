using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>Compares where the arm is with where it was told to be: keeps joints that something holds up on a leash, and says when to trip.</summary>
/// <param name="robot">Names the joints.</param>
/// <param name="options">Limits and times.</param>
internal sealed class TrackingGuard(RobotModel robot, SafetyGateOptions options)
{
    private readonly TrackingWatch _watch = new(1 + (int)(options.TrackingLag / options.TickPeriod));
    private readonly JointLeash[] _leashes = new JointLeash[RobotModel.ArmDof];
    private TimeSpan? _lostSince;
    private TimeSpan? _heldUpSince;
    private bool _hasTripped;

    /// <summary>Begins a motion: nothing of the last one counts.</summary>
    public void Start(ReadOnlySpan<double> commandRad)
    {
        _watch.Start(commandRad);
        Array.Clear(_leashes);
        (_lostSince, _heldUpSince, _hasTripped) = (null, null, false);
    }

    /// <summary>Notes a command that was sent.</summary>
    public void Note(ReadOnlySpan<double> commandRad) => _watch.Note(commandRad);

    /// <summary>Takes over a measurement.</summary>
    /// <param name="measuredRad">Shape: [13]. Unit: rad.</param>
    /// <param name="commandRad">In force. Shape: [13]. Unit: rad.</param>
    /// <param name="now">Host's monotonic clock.</param>
    /// <param name="trouble">Why the gate has to trip, once a motion; null otherwise.</param>
    /// <returns>How far the arm joint that is furthest off is from its recent commands. Unit: rad.</returns>
    public double Watch(ReadOnlySpan<double> measuredRad, ReadOnlySpan<double> commandRad, TimeSpan now, out string? trouble)
    {
        double worst = _watch.Worst(measuredRad);
        int held = -1, lost = -1;
        for (int i = 0; i < _leashes.Length; i++)
        {
            double behind = _watch.BehindRad[i];
            _leashes[i].Update(behind, measuredRad[i], options.HeldUpRad, options.LeashRad);
            if (_leashes[i].IsTaut)
                held = i;
            if (Math.Abs(behind) > options.TrackingErrorRad && !_leashes[i].PullsIn(commandRad[i]))
                lost = i;
        }

        trouble = null;
        bool isHeldUp = LastsFor(ref _heldUpSince, held >= 0, now, options.HeldUpFor), isLost = LastsFor(ref _lostSince, lost >= 0, now, options.TrackingErrorFor);
        if (_hasTripped || !(isHeldUp || isLost))
            return worst;
        _hasTripped = true;
        trouble = isLost
            ? $"Joint {robot.JointNames[lost]} is {Math.Abs(_watch.BehindRad[lost]):0.###} rad from its command; {options.TrackingErrorRad:0.###} rad is allowed. Something may block the arm."
            : $"Joint {robot.JointNames[held]} was held up for {options.HeldUpFor.TotalSeconds:0.###} s. Look what blocks the arm.";
        return worst;
    }

    /// <summary>Returns the target of a joint, or the end of its leash where the target lies beyond it. Unit: rad.</summary>
    public double Hold(int joint, double wantedRad) => joint < _leashes.Length ? _leashes[joint].Hold(wantedRad) : wantedRad;

    private static bool LastsFor(ref TimeSpan? since, bool now, TimeSpan at, TimeSpan atMost)
    {
        since = now ? since ?? at : null;
        return at - since >= atMost;
    }
}
