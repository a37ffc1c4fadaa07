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
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(300);

    private readonly ITickSource _ticks;
    private readonly LoopDevices _devices;
    private readonly LoopMailbox _mailbox = new();
    private readonly LoopJournal _journal;
    private readonly ChunkPlayout _playout = new();
    private readonly StateSample _sample = new();
    private readonly double[] _wantedRad = new double[RobotModel.Dof];
    private readonly double[] _lastRadPerS = new double[RobotModel.Dof];
    private ActionChunk? _admitted;
    private TimeSpan _lastCommandAt;
    private TimeSpan _settlesUntil;
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
        _ticks = ticks;
        Gate = new SafetyGate(robot, gateOptions);
        _devices = new LoopDevices(arm, hand, Gate.Supervisor, options ?? new DriverLoopOptions());
        _journal = new LoopJournal(Gate.Supervisor);
    }

    /// <summary>Gets the gate. Its counts may be read from any thread.</summary>
    public SafetyGate Gate { get; }

    /// <summary>Gets the newest samples. Any thread may read.</summary>
    public StateRing States { get; } = new(256);

    /// <summary>Gets how many requests were dropped because too many came between two ticks. Any thread.</summary>
    public long Overruns => _mailbox.Overruns;

    /// <summary>Gets how many requests came in so far; the next tick takes those that wait. Any thread.</summary>
    public long Requests => _mailbox.Received;

    /// <summary>Gets how many events were dropped because nobody read them. Any thread.</summary>
    public long DroppedEvents => _journal.Dropped;

    /// <summary>Judges a chunk and, if it is accepted, plays it from the next tick on.</summary>
    public Admission Offer(in CommandHeader header, ActionChunk chunk)
    {
        Admission admission = Gate.Admit(header, chunk, _ticks.Now);
        if (admission.Accepted)
            _admitted = chunk;
        else
            _journal.Refused(admission, _ticks.Now);
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
    public void RequestStop(string reason) => _mailbox.PostStop(reason);

    /// <summary>Reports a device that cannot be trusted; stops and latches in the next tick. Any thread; never dropped.</summary>
    public void RequestFaultStop(string what) => _mailbox.PostFault(what);

    /// <summary>Does one tick at the tick source's present time.</summary>
    public void Tick()
    {
        TimeSpan now = _ticks.Now;
        bool measured = _devices.TryMeasure(_sample, now);
        if (measured && !_hasCommanded)
            _sample.PositionsRad.CopyTo(_sample.CommandedRad);
        TakeRequests();
        bool hasTarget = Play(now);
        VettedCommand? command = Gate.Vet(
            hasTarget ? _wantedRad : default(ReadOnlySpan<double>), measured ? _sample.PositionsRad : default, now, out GateReport report);
        if (command is not null)
        {
            _devices.Send(command);
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
    public bool TryReadEvent(out LoopEvent loopEvent) => _journal.TryRead(out loopEvent);

    /// <summary>Hands a request to the loop thread. Any thread. Returns false and counts when too many wait already.</summary>
    internal bool Post(in LoopRequest request) => _mailbox.Post(request);

    private void TakeRequests()
    {
        if (_mailbox.TakeStop() is { } stop)
            Stop(stop);
        if (_mailbox.TakeFault() is { } fault)
            Gate.Supervisor.DeviceFault(fault);
        for (int i = 0; i < LoopMailbox.Capacity && _mailbox.TryTake(out LoopRequest request); i++)
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
                _journal.Refused(Gate.Refuse(reason, request.Text), _ticks.Now);
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
        _journal.Ticked(report, now);
        Supervisor supervisor = Gate.Supervisor;
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
            _journal.Denied(answer, lease, _ticks.Now);
        return answer;
    }
}
