using System.Collections.Concurrent;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;

namespace DexGrasp.Drivers.Host;

/// <summary>
/// The fast loop, one tick at a time: read arm and hand, take requests, play the chunk out, pass the gate, send. It owns no thread: the
/// driver host calls <see cref="Tick"/> from its own thread, a lock-step simulation from the thread that steps the physics.
/// </summary>
/// <remarks>
/// Rate: the tick source's. A tick does not wait, lock, log or allocate, unless something rare is worded for people: a refusal or a change of mode.
/// On a stop the gate brakes; disarmed and latched nothing is sent. Members are for the loop's thread, unless they say "any thread".
/// </remarks>
public sealed class DriverLoop
{
    private const int MaxWaitingRequests = 16;
    private static readonly TimeSpan ChangeEventSpacing = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(300);

    private readonly IArm _arm;
    private readonly IHand _hand;
    private readonly ITickSource _ticks;
    private readonly DriverLoopOptions _options;
    private readonly ChunkPlayout _playout = new();
    private readonly StateSample _sample = new();
    private readonly double[] _wantedRad = new double[RobotModel.Dof];
    private readonly double[] _lastRadPerS = new double[RobotModel.Dof];
    private readonly ConcurrentQueue<LoopRequest> _requests = new();
    private readonly SingleReaderRing<LoopEvent> _events = new(256);
    private string? _requestedStop;
    private string? _requestedFault;
    private ActionChunk? _admitted;
    private TimeSpan _lastCommandAt;
    private TimeSpan _settlesUntil;
    private TimeSpan _nextChangeEventAt;
    private long _publishedChanges;
    private long _overruns;
    private long _received;
    private bool _sends;
    private bool _hasCommanded;

    /// <summary>Makes a loop, disarmed.</summary>
    /// <param name="robot">Names and limits.</param>
    /// <param name="arm">Read and commanded in every tick; not disposed of here.</param>
    /// <param name="hand">Read and commanded in every tick; not disposed of here.</param>
    /// <param name="ticks">Gives the time; the loop never waits on it.</param>
    /// <param name="gateOptions">How strictly commands are judged. Its tick period has to be the tick source's.</param>
    /// <param name="options">The loop's own settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">Options are out of range, or the tick periods differ.</exception>
    public DriverLoop(RobotModel robot, IArm arm, IHand hand, ITickSource ticks, SafetyGateOptions gateOptions, DriverLoopOptions? options = null)
    {
        if (gateOptions.TickPeriod != ticks.Period)
            throw new ArgumentException($"The gate expects a tick every {gateOptions.TickPeriod.TotalMilliseconds} ms and the tick source gives one every {ticks.Period.TotalMilliseconds} ms; set SafetyGateOptions.TickPeriod to the source's.");
        _arm = arm;
        _hand = hand;
        _ticks = ticks;
        _options = options ?? new DriverLoopOptions();
        Gate = new SafetyGate(robot, gateOptions);
    }

    /// <summary>Gets the gate. Its counts may be read from any thread.</summary>
    public SafetyGate Gate { get; }

    /// <summary>Gets the newest samples. Any thread may read.</summary>
    public StateRing States { get; } = new(256);

    /// <summary>Gets how many requests were dropped because too many came between two ticks. Any thread.</summary>
    public long Overruns => Interlocked.Read(ref _overruns);

    /// <summary>Gets how many requests came in so far; the next tick takes those that wait. Any thread.</summary>
    public long Requests => Interlocked.Read(ref _received);

    /// <summary>Gets how many events were dropped because nobody read them. Any thread.</summary>
    public long DroppedEvents => _events.Dropped;

    /// <summary>Judges a chunk and, if it is accepted, plays it from the next tick on.</summary>
    public Admission Offer(in CommandHeader header, ActionChunk chunk)
    {
        Admission admission = Gate.Admit(header, chunk, _ticks.Now);
        if (admission.Accepted)
            _admitted = chunk;
        else
            Tell(LoopEventKind.Refused, admission.Words, admission);
        return admission;
    }

    /// <summary>Takes the lease.</summary>
    /// <param name="lease">Random 128 bit, never used before.</param>
    /// <param name="operatorToken">Where one is needed.</param>
    public SupervisorAnswer Arm(Guid lease, string operatorToken = "") => Answer(Gate.Supervisor.Arm(lease, operatorToken), lease);

    /// <summary>Gives the lease back; only at rest.</summary>
    public SupervisorAnswer Release(Guid lease) => Answer(Gate.Supervisor.Release(lease), lease);

    /// <summary>Begins a controlled stop that latches.</summary>
    public SupervisorAnswer Stop(string reason) => Gate.Supervisor.Stop(reason);

    /// <summary>Clears a latch.</summary>
    /// <param name="operatorToken">The token of the gate's options.</param>
    public SupervisorAnswer Reset(string operatorToken) => Answer(Gate.Supervisor.Reset(operatorToken), Guid.Empty);

    /// <summary>Asks for a stop in the next tick. Any thread; never dropped.</summary>
    public void RequestStop(string reason)
    {
        Interlocked.CompareExchange(ref _requestedStop, reason, null);
        Interlocked.Increment(ref _received);
    }

    /// <summary>Reports a device that cannot be trusted; stops and latches in the next tick. Any thread; never dropped.</summary>
    public void RequestFaultStop(string what) => Interlocked.CompareExchange(ref _requestedFault, what, null);

    /// <summary>Does one tick at the tick source's present time.</summary>
    public void Tick()
    {
        TimeSpan now = _ticks.Now;
        bool measured = TryMeasure(now);
        TakeRequests();
        bool hasTarget = Play(now);
        VettedCommand? command = Gate.Vet(
            hasTarget ? _wantedRad : default(ReadOnlySpan<double>), measured ? _sample.PositionsRad : default, now, out GateReport report);
        if (command is not null)
        {
            Send(command);
            NoteCommand(command, now);
        }

        _sends = command is not null;

        if (report.Order is GateOrder.Brake || report.Mode is GateMode.Disarmed or GateMode.Latched)
        {
            _playout.Clear();
            _admitted = null;
            _settlesUntil = TimeSpan.Zero;
        }

        Publish(report, now);
    }

    /// <summary>Returns the newest sample as a message. Allocates.</summary>
    public RobotState Snapshot() => _sample.ToState();

    /// <summary>Takes the oldest event that was not taken yet. One reading thread.</summary>
    public bool TryReadEvent(out LoopEvent loopEvent) => _events.TryRead(out loopEvent);

    /// <summary>Hands a request to the loop thread. Any thread. Returns false and counts when too many wait already.</summary>
    internal bool Post(in LoopRequest request)
    {
        if (_requests.Count >= MaxWaitingRequests)
        {
            Interlocked.Increment(ref _overruns);
            return false;
        }

        _requests.Enqueue(request);
        Interlocked.Increment(ref _received);
        return true;
    }

    // A device that throws must not end the loop: it is what brings the rest of the robot to a stop.
    private bool TryMeasure(TimeSpan now)
    {
        try
        {
            return Measure(now);
        }
        catch (Exception e)
        {
            Gate.Supervisor.DeviceFault($"arm or hand cannot be read: {e.Message}. Check power and connection.");
            return false;
        }
    }

    private void Send(VettedCommand command)
    {
        try
        {
            _arm.Send(command);
        }
        catch (Exception e)
        {
            Gate.Supervisor.DeviceFault($"the arm takes no command: {e.Message}. Check power and connection.");
        }

        try
        {
            _hand.Send(command);
        }
        catch (Exception e)
        {
            Gate.Supervisor.DeviceFault($"the hand takes no command: {e.Message}. Check power and connection.");
        }
    }

    private bool Measure(TimeSpan now)
    {
        Span<double> positions = _sample.PositionsRad, velocities = _sample.VelocitiesRadPerS, efforts = _sample.EffortsNm;
        const int Arm = RobotModel.ArmDof;
        bool hasArm = _arm.TryRead(positions[..Arm], velocities[..Arm], efforts[..Arm], out TimeSpan armAt);
        bool hasHand = _hand.TryRead(positions[Arm..], velocities[Arm..], efforts[Arm..], out TimeSpan handAt);
        if (Gate.Supervisor.Mode is not (GateMode.Disarmed or GateMode.Latched))
        {
            if (hasArm && now - armAt > _options.MaxArmSilence)
                Gate.Supervisor.DeviceFault("the arm stopped reporting its joints. Check its power and connection.");
            if (hasHand && now - handAt > _options.MaxHandSilence)
                Gate.Supervisor.DeviceFault("the hand stopped reporting its joints. Check its power and connection.");
        }

        bool measured = hasArm && hasHand && now - armAt <= _options.MaxArmSilence && now - handAt <= _options.MaxHandSilence;
        if (measured && !_hasCommanded)
            positions.CopyTo(_sample.CommandedRad);
        return measured;
    }

    private void TakeRequests()
    {
        if (Interlocked.Exchange(ref _requestedStop, null) is { } stop)
            Stop(stop);
        if (Interlocked.Exchange(ref _requestedFault, null) is { } fault)
            Gate.Supervisor.DeviceFault(fault);
        for (int i = 0; i < MaxWaitingRequests && _requests.TryDequeue(out LoopRequest request); i++)
            Carry(request);
    }

    private void Carry(in LoopRequest request)
    {
        switch (request.Kind)
        {
            case LoopRequestKind.Offer:
                Offer(request.Header, request.Chunk!);
                break;
            case LoopRequestKind.Arm:
                Arm(request.Lease, request.Text);
                break;
            case LoopRequestKind.Release:
                Release(request.Lease);
                break;
            case LoopRequestKind.Reset:
                Reset(request.Text);
                break;
            default:
                RefusalReason reason = request.Kind == LoopRequestKind.Retained ? RefusalReason.Retained : RefusalReason.Malformed;
                Admission refused = Gate.Refuse(reason, request.Text);
                Tell(LoopEventKind.Refused, refused.Words, refused);
                break;
        }
    }

    private bool Play(TimeSpan now)
    {
        // The gate knows its starting command only after its first tick with a lease.
        if (_admitted is not null && _sends)
        {
            _playout.Splice(_admitted, Gate.LastCommandRad, _lastRadPerS, _lastCommandAt);
            _admitted = null;
        }

        if (_playout.TryNext(now, _wantedRad))
        {
            _settlesUntil = _playout.EndsAtRest ? now + SettlingTime : TimeSpan.Zero;
            return true;
        }

        // A motion that the gate had to slow down gets the time to reach the pose at which it is to rest.
        return now <= _settlesUntil && !Gate.LastCommandRad.SequenceEqual(_wantedRad);
    }

    private void NoteCommand(VettedCommand command, TimeSpan now)
    {
        Span<double> commanded = _sample.CommandedRad;
        ReadOnlySpan<double> sent = command.PositionsRad;
        double periodS = _ticks.Period.TotalSeconds;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            _lastRadPerS[i] = _sends ? (sent[i] - commanded[i]) / periodS : 0;
            commanded[i] = sent[i];
        }

        _hasCommanded = true;
        _lastCommandAt = now;
    }

    private void Publish(in GateReport report, TimeSpan now)
    {
        if (report.Changes != GateChanges.None && now >= _nextChangeEventAt)
        {
            _nextChangeEventAt = now + ChangeEventSpacing;
            _events.Write(new LoopEvent(LoopEventKind.Changed, now, report.Mode, default, "", default, report, default));
        }

        Supervisor supervisor = Gate.Supervisor;
        if (supervisor.Changes != _publishedChanges)
        {
            _publishedChanges = supervisor.Changes;
            _events.Write(new LoopEvent(LoopEventKind.Mode, now, supervisor.Mode, supervisor.Cause, supervisor.Words, default, report, supervisor.Lease));
        }

        _sample.Number++;
        _sample.At = now;
        _sample.Mode = supervisor.Mode;
        _sample.Lease = supervisor.Lease;
        _sample.LastSequence = Gate.LastSequence;
        States.Write(_sample);
    }

    private SupervisorAnswer Answer(SupervisorAnswer answer, Guid lease)
    {
        if (!answer.Accepted)
            Tell(LoopEventKind.Denied, answer.Words, default, lease);
        return answer;
    }

    private void Tell(LoopEventKind kind, string words, in Admission admission, Guid lease = default) => _events.Write(
        new LoopEvent(kind, _ticks.Now, Gate.Supervisor.Mode, Gate.Supervisor.Cause, words, admission, default, lease));
}
