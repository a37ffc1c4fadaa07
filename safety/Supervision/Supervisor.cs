using System.Security.Cryptography;
using System.Text;
using DexGrasp.Core.Messages;
using DexGrasp.Safety.Gate;

namespace DexGrasp.Safety.Supervision;

/// <summary>
/// Decides whether the robot may move: Disarmed, Armed, Running, Braking, Latched. All members are called from the
/// driver host's loop thread only; time comes in with each call.
/// </summary>
/// <remarks>
/// Only the gate reports chunks and ticks. A stop always latches; a latch is left by an operator's reset only. A brake
/// for a command gap or a late loop is left by a newly admitted chunk. A lease is good for one arming.
/// </remarks>
public sealed class Supervisor
{
    private readonly SafetyGateOptions _options;
    private readonly HashSet<Guid> _usedLeases = [];
    private TimeSpan _lastTargetAt;
    private TimeSpan? _lastTickAt;
    private bool _latchWhenStanding;

    internal Supervisor(SafetyGateOptions options) => _options = options;

    /// <summary>Gets the mode.</summary>
    public GateMode Mode { get; private set; } = GateMode.Disarmed;

    /// <summary>Gets the lease in force; empty when there is none.</summary>
    public Guid Lease { get; private set; }

    /// <summary>Gets why the supervisor brakes or has latched.</summary>
    public StopCause Cause { get; private set; }

    /// <summary>Gets the newest change of mode in words, for people.</summary>
    public string Words { get; private set; } = "Disarmed: commands are refused until a lease is taken.";

    /// <summary>Gets how often the mode or its cause changed; the driver host publishes an event when it rises.</summary>
    public long Changes { get; private set; }

    /// <summary>Takes the lease.</summary>
    /// <param name="lease">Random 128 bit, never used before. The same lease again is harmless while it is in force.</param>
    /// <param name="operatorToken">Needed where the options say so, and to take over a lease that another holds while the robot rests.</param>
    public SupervisorAnswer Arm(Guid lease, string operatorToken = "")
    {
        if (Mode == GateMode.Latched)
            return Refuse($"Latched ({Words}) An operator has to reset first.");
        if (lease == Guid.Empty)
            return Refuse("The lease is empty; a random 128-bit lease is needed.");
        if (lease == Lease)
            return new(true, "This lease is already in force.");
        bool tokenFits = TokenFits(operatorToken);
        if (_options.ArmingNeedsToken && !tokenFits)
            return Refuse("Arming this robot needs the operator's token; the one given does not fit.");
        if (Mode is GateMode.Running or GateMode.Braking)
            return Refuse("Another lease is in force and the robot is moving; stop it first.");
        if (Mode == GateMode.Armed && !tokenFits)
            return Refuse("Another lease is in force; its holder releases it, or the operator takes it over with the token.");
        if (!_usedLeases.Add(lease))
            return Refuse("This lease was used before; make a new one.");
        Lease = lease;
        Enter(GateMode.Armed, StopCause.None, "Armed: the robot holds its pose and waits for the first chunk.");
        return new(true, Words);
    }

    /// <summary>Gives the lease back. The robot has to be at rest with no chunk in play.</summary>
    public SupervisorAnswer Release(Guid lease)
    {
        if (Mode != GateMode.Armed || lease != Lease)
            return Refuse($"Only the holder of the lease can release it, and only while armed and at rest; the mode is {Mode}.");
        Lease = Guid.Empty;
        Enter(GateMode.Disarmed, StopCause.None, "Disarmed: the lease was released.");
        return new(true, Words);
    }

    /// <summary>Begins a controlled stop that latches. Always accepted, from anyone.</summary>
    /// <param name="reason">For the log and the operator.</param>
    public SupervisorAnswer Stop(string reason) => Latch(StopCause.Requested, $"Stop requested: {reason}");

    /// <summary>Begins a controlled stop that latches, since a device cannot be trusted.</summary>
    /// <param name="what">Which device and what it reported.</param>
    public SupervisorAnswer DeviceFault(string what) => Latch(StopCause.DeviceFault, $"Device fault: {what}");

    /// <summary>Clears a latch; the robot is disarmed afterwards.</summary>
    /// <param name="operatorToken">Has to be the token of the options.</param>
    public SupervisorAnswer Reset(string operatorToken)
    {
        if (Mode != GateMode.Latched)
            return Refuse($"There is no latch to clear; the mode is {Mode}.");
        if (!TokenFits(operatorToken))
            return Refuse("The operator's token does not fit; the latch stays.");
        Enter(GateMode.Disarmed, StopCause.None, "Disarmed: the operator cleared the latch.");
        return new(true, Words);
    }

    internal SupervisorAnswer TrackingError(string what) => Latch(StopCause.TrackingError, what);

    /// <summary>Notes that a chunk passed all checks.</summary>
    /// <returns>False if no chunk may be played now.</returns>
    internal bool ChunkAdmitted(Guid lease, TimeSpan now)
    {
        if (lease == Guid.Empty || lease != Lease || _latchWhenStanding || Mode is GateMode.Disarmed or GateMode.Latched)
            return false;
        _lastTargetAt = now;
        if (Mode != GateMode.Running)
            Enter(GateMode.Running, StopCause.None, Mode == GateMode.Braking ? "Running: a new chunk ended the brake." : "Running: the first chunk is played.");
        return true;
    }

    /// <summary>Advances by one tick.</summary>
    /// <param name="now">Host's monotonic clock.</param>
    /// <param name="hasTarget">Whether the playout gave a valid target for this tick.</param>
    /// <param name="standing">Whether the last command was at rest in every joint.</param>
    /// <param name="completed">Whether the chunk in play ended at rest and has been played to its end.</param>
    internal GateOrder Tick(TimeSpan now, bool hasTarget, bool standing, bool completed)
    {
        WatchClock(now);
        if (hasTarget)
            _lastTargetAt = now;
        TimeSpan gap = now - _lastTargetAt;

        if (Mode == GateMode.Running && !hasTarget && standing && completed)
            Enter(GateMode.Armed, StopCause.None, "Armed: the last chunk was played to its end and the robot rests.");
        if (Mode == GateMode.Running && gap > _options.BrakeAfter)
            Enter(GateMode.Braking, StopCause.CommandGap, "Braking: no valid target in time.");
        if (Mode == GateMode.Braking && gap > _options.LatchAfter && !_latchWhenStanding)
            (_latchWhenStanding, Cause, Words) = (true, StopCause.CommandGap, "Braking to a latch: no valid target came.");
        if (Mode == GateMode.Braking && _latchWhenStanding && standing)
            EnterLatched();

        return Mode switch
        {
            GateMode.Armed => GateOrder.Hold,
            GateMode.Running => hasTarget || gap <= _options.HoldAfter ? GateOrder.Follow : GateOrder.Hold,
            GateMode.Braking => GateOrder.Brake,
            _ => GateOrder.Silent,
        };
    }

    /// <summary>Returns an independent supervisor in the same state, for exploring what may happen.</summary>
    internal Supervisor Copy()
    {
        var copy = new Supervisor(_options)
        {
            Mode = Mode,
            Lease = Lease,
            Cause = Cause,
            Words = Words,
            Changes = Changes,
            _lastTargetAt = _lastTargetAt,
            _lastTickAt = _lastTickAt,
            _latchWhenStanding = _latchWhenStanding,
        };
        copy._usedLeases.UnionWith(_usedLeases);
        return copy;
    }

    /// <summary>Returns all that decides about the future, so that equal states are explored once.</summary>
    internal (GateMode Mode, Guid Lease, StopCause Cause, bool LatchWhenStanding, TimeSpan SinceTarget, TimeSpan SinceTick, string Used) Fingerprint(TimeSpan now) =>
        (Mode, Lease, Cause, _latchWhenStanding, now - _lastTargetAt, now - (_lastTickAt ?? now), string.Concat(_usedLeases.Order()));

    private static SupervisorAnswer Refuse(string words) => new(false, words);

    private void WatchClock(TimeSpan now)
    {
        TimeSpan last = _lastTickAt ?? now;
        _lastTickAt = now;
        if (now < last)
            Latch(StopCause.ClockFault, $"The host's clock went back from {last.TotalSeconds:0.000} s to {now.TotalSeconds:0.000} s");
        else if (Mode == GateMode.Running && now - last > _options.TickPeriod + _options.MaxTickLateness)
            Enter(GateMode.Braking, StopCause.LoopLate, "Braking: the loop ran late; the next chunk resumes.");
    }

    private SupervisorAnswer Latch(StopCause cause, string words)
    {
        if (Mode == GateMode.Latched || (Mode == GateMode.Braking && _latchWhenStanding))
            return new(true, Words);
        bool moving = Mode is GateMode.Running or GateMode.Braking;
        Enter(GateMode.Braking, cause, words);
        _latchWhenStanding = true;
        if (!moving)
            EnterLatched();
        return new(true, Words);
    }

    private void EnterLatched()
    {
        Lease = Guid.Empty;
        Enter(GateMode.Latched, Cause, Cause == StopCause.CommandGap ? "Latched: no valid target came." : Words);
    }

    private void Enter(GateMode mode, StopCause cause, string words)
    {
        Mode = mode;
        Cause = cause;
        Words = words;
        Changes++;
        _latchWhenStanding = false;
    }

    private bool TokenFits(string token) => _options.OperatorToken.Length > 0 && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(_options.OperatorToken));
}
