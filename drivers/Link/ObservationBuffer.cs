using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Drivers.Link;

/// <summary>Recent states and the newest picture of each camera, from which observations are put together. Thread-safe.</summary>
internal sealed class ObservationBuffer
{
    public const string Head = "head";
    public const string Wrist = "wrist";

    private const int KeptStates = 512;

    private readonly Lock _lock = new();
    private readonly Queue<RobotState> _states = new();
    private readonly Dictionary<string, PendingFrame> _frames = [];
    private readonly Dictionary<string, TimeSpan> _periods = [];
    private RobotState? _newest;

    public RobotState? Newest
    {
        get
        {
            lock (_lock)
                return _newest;
        }
    }

    public void Add(RobotState state)
    {
        lock (_lock)
        {
            // A driver host that was started anew counts and times from zero again.
            if (_newest is not null && state.At < _newest.At)
            {
                _states.Clear();
                _frames.Clear();
            }

            _newest = state;
            _states.Enqueue(state);
            if (_states.Count > KeptStates)
                _states.Dequeue();
        }
    }

    public void Add(PendingFrame frame)
    {
        lock (_lock)
        {
            // Numbers count pictures that were dropped or skipped too, so that a gap says as much about the rhythm as neighbours do.
            if (_frames.TryGetValue(frame.Camera, out PendingFrame? last) && frame.Number > last.Number && frame.CapturedAt > last.CapturedAt)
                _periods[frame.Camera] = (frame.CapturedAt - last.CapturedAt) / (frame.Number - last.Number);
            _frames[frame.Camera] = frame;
        }
    }

    /// <summary>Returns when both cameras will have taken a picture at or after a time, as far as their rhythm is known.</summary>
    public TimeSpan ExpectedBy(TimeSpan notBefore)
    {
        lock (_lock)
            return Latest(notBefore, NextPicture(Head, notBefore), NextPicture(Wrist, notBefore));
    }

    /// <summary>Returns an observation that is wholly at or after a time, or null and what is still missing.</summary>
    public Observation? TryBuild(TimeSpan notBefore, out string missing)
    {
        PendingFrame? head, wrist;
        RobotState state, headState, wristState;
        lock (_lock)
        {
            head = _frames.GetValueOrDefault(Head);
            wrist = _frames.GetValueOrDefault(Wrist);
            bool hasHead = head?.CapturedAt >= notBefore, hasWrist = wrist?.CapturedAt >= notBefore;
            // A picture needs the states on both sides of its capture to be paired with the nearer one.
            TimeSpan stateNotBefore = Latest(notBefore, hasHead ? head!.CapturedAt : notBefore, hasWrist ? wrist!.CapturedAt : notBefore);
            bool hasState = _newest?.At >= stateNotBefore;
            missing = string.Join(", ", Missing(hasState, hasHead, hasWrist));
            if (missing.Length > 0)
                return null;
            (state, headState, wristState) = (_newest!, Nearest(head!.CapturedAt), Nearest(wrist!.CapturedAt));
        }

        CameraFrame? headFrame = head.Decode(), wristFrame = wrist.Decode();
        if (headFrame is null || wristFrame is null)
        {
            missing = $"a readable {(headFrame is null ? Head : Wrist)} picture";
            return null;
        }

        return new Observation(state, headFrame, wristFrame, headState, wristState);
    }

    private static IEnumerable<string> Missing(bool hasState, bool hasHead, bool hasWrist)
    {
        if (!hasState)
            yield return "a joint state";
        if (!hasHead)
            yield return "a head picture";
        if (!hasWrist)
            yield return "a wrist picture";
    }

    private static TimeSpan Latest(TimeSpan a, TimeSpan b, TimeSpan c) => TimeSpan.FromTicks(Math.Max(a.Ticks, Math.Max(b.Ticks, c.Ticks)));

    private TimeSpan NextPicture(string camera, TimeSpan notBefore)
    {
        if (!_frames.TryGetValue(camera, out PendingFrame? last) || last.CapturedAt >= notBefore || !_periods.TryGetValue(camera, out TimeSpan period))
            return notBefore;
        return last.CapturedAt + ((((notBefore - last.CapturedAt).Ticks + period.Ticks - 1) / period.Ticks) * period);
    }

    private RobotState Nearest(TimeSpan at) => _states.MinBy(s => (s.At - at).Duration())!;
}
