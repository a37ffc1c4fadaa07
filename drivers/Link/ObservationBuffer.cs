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
    private RobotState? _newest;

    public RobotState? Newest
    {
        get
        {
            lock (_lock)
                return _newest;
        }
    }

    public bool HasPictures
    {
        get
        {
            lock (_lock)
                return _frames.ContainsKey(Head) && _frames.ContainsKey(Wrist);
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
            _frames[frame.Camera] = frame;
    }

    /// <summary>Returns an observation whose state and pictures are at or after two times, or null and what is still missing.</summary>
    public Observation? TryBuild(TimeSpan notBefore, TimeSpan picturesNotBefore, out string missing)
    {
        PendingFrame? head, wrist;
        RobotState state, headState, wristState;
        lock (_lock)
        {
            head = _frames.GetValueOrDefault(Head);
            wrist = _frames.GetValueOrDefault(Wrist);
            bool hasHead = head?.CapturedAt >= picturesNotBefore, hasWrist = wrist?.CapturedAt >= picturesNotBefore;
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

    private RobotState Nearest(TimeSpan at) => _states.MinBy(s => (s.At - at).Duration())!;
}
