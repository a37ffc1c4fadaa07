using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety.Supervision;

namespace DexGrasp.Safety.Gate;

/// <summary>
/// The only way from wanted targets to the devices. It judges chunks when they arrive and every single command before
/// it is sent. All members are called from the driver host's loop thread only.
/// </summary>
/// <remarks>
/// Whatever comes in, the commands that go out keep each joint's position, speed and acceleration limits at the tick
/// period, and a stop inside the position limits exists after each of them. Targets within the limits pass unchanged, bit by bit.
/// The tick source has to skip ticks that it missed: ticks sent in a burst would move faster than the limits.
/// </remarks>
public sealed class SafetyGate
{
    private readonly SafetyGateOptions _options;
    private readonly ChunkCheck _check;
    private readonly VettedCommand _command = new();
    private readonly JointLimiter[] _joints = new JointLimiter[RobotModel.Dof];
    private readonly double[] _wanted = new double[RobotModel.Dof];
    private readonly TrackingGuard _tracking;
    private bool _hasCommand;
    private bool _hasWanted;
    private bool _isStarted;
    private Guid _lease;
    private TimeSpan _measuredAt;
    private TimeSpan _validUntil;
    private TimeSpan _restsAt;

    /// <summary>Makes a gate, disarmed.</summary>
    /// <param name="robot">Names and limits.</param>
    /// <param name="options">How strictly to judge.</param>
    /// <exception cref="ArgumentException">Options or limits are out of range; the message lists every error.</exception>
    public SafetyGate(RobotModel robot, SafetyGateOptions options)
    {
        options.Validate(robot);
        Robot = robot;
        _options = options;
        _check = new ChunkCheck(robot, options);
        Supervisor = new Supervisor(options);
        _tracking = new TrackingGuard(robot, options);
        for (int i = 0; i < _joints.Length; i++)
            _joints[i] = new JointLimiter(robot.Limits[i], options.SpeedScale, options.AccelerationScale, options.TickPeriod.TotalSeconds);
    }

    /// <summary>Gets the robot whose limits are kept.</summary>
    public RobotModel Robot { get; }

    /// <summary>Gets the state machine that says whether the robot may move: arm, release, stop, reset and faults go there.</summary>
    public Supervisor Supervisor { get; }

    /// <summary>Gets how many chunks were accepted and refused, by reason.</summary>
    public RefusalCounts Counts { get; } = new();

    /// <summary>Gets the sequence number of the last accepted chunk of the lease; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Gets the last command that was handed out; zeros before the first. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> LastCommandRad => _command.PositionsRad;

    /// <summary>Judges a chunk. Only an accepted chunk may be given to the playout.</summary>
    /// <param name="header">The envelope that came with it.</param>
    /// <param name="chunk">The targets.</param>
    /// <param name="now">Host's monotonic clock.</param>
    public Admission Admit(in CommandHeader header, ActionChunk chunk, TimeSpan now)
    {
        FollowLease();
        Admission found = _check.Envelope(header, chunk, now, Supervisor.Mode, Supervisor.Lease, LastSequence);
        if (found.Accepted)
            found = _check.Targets(chunk, header.Sequence, now, _isStarted ? LastCommandRad : []);
        if (found.Accepted && !Supervisor.ChunkAdmitted(header.Lease, now))
            found = new Admission(RefusalReason.Stopped, header.Sequence, -1, 0, 0, "", "A stop is under way; an operator has to reset and arm again.");
        if (!found.Accepted)
            return Count(found with { Sequence = header.Sequence, Words = $"{found.Words} Chunk {header.Sequence} refused; {WhatGoesOn()}" });

        LastSequence = header.Sequence;
        _validUntil = header.ObservedAt + header.ValidFor;
        _restsAt = ChunkCheck.EndsAtRest(chunk) ? ChunkCheck.EndOf(chunk) : TimeSpan.MaxValue;
        return Count(new Admission(RefusalReason.None, header.Sequence, -1, 0, 0, "", ""));
    }

    /// <summary>Counts a command that the driver host could not even read, and words the refusal.</summary>
    /// <param name="reason"><see cref="RefusalReason.Malformed"/> or <see cref="RefusalReason.Retained"/>.</param>
    /// <param name="what">What was wrong, as a sentence.</param>
    public Admission Refuse(RefusalReason reason, string what) =>
        Count(new Admission(reason, 0, -1, 0, 0, "", $"{what} The command was refused; {WhatGoesOn()}"));

    /// <summary>Decides what is sent in this tick. Called once per tick; allocates nothing while the mode stays the same.</summary>
    /// <param name="wantedRad">Target of the playout; empty when it has none. Shape: [13] or [0]. Unit: rad.</param>
    /// <param name="measuredRad">Measurement of this tick; empty when the device gave none. Shape: [13] or [0]. Unit: rad.</param>
    /// <param name="now">Host's monotonic clock.</param>
    /// <param name="report">What was done, changed and found.</param>
    /// <returns>
    /// The command to send, valid until the next call; null when nothing may be sent: disarmed, latched, or no measurement yet.
    /// The first command of a lease is the pose that the robot is in.
    /// </returns>
    public VettedCommand? Vet(ReadOnlySpan<double> wantedRad, ReadOnlySpan<double> measuredRad, TimeSpan now, out GateReport report)
    {
        FollowLease();
        GateChanges changes = GateChanges.None;
        bool hasTarget = TakeTarget(wantedRad, now, ref changes);
        bool wasStarted = _isStarted;
        double trackingErrorRad = TakeMeasurement(measuredRad, now, ref changes);
        GateOrder order = Supervisor.Tick(now, hasTarget, IsStanding(), now + _options.TickPeriod > _restsAt);
        bool sends = order != GateOrder.Silent && _isStarted;
        int joint = -1;
        double worst = 0;
        if (!sends)
            order = GateOrder.Silent;
        else if (order == GateOrder.Follow && wasStarted && (hasTarget || _hasWanted))
            joint = Follow(hasTarget ? wantedRad : _wanted, ref changes, out worst);
        else
            Rest();
        if (sends)
            _tracking.Note(LastCommandRad);

        report = new GateReport(Supervisor.Mode, order, changes, joint, worst, joint < 0 ? 0 : LastCommandRad[joint], trackingErrorRad);
        return sends ? _command : null;
    }

    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (!double.IsFinite(value))
                return false;
        return true;
    }

    // A new lease starts a new motion: nothing of the last one's chunks or targets may count for it.
    private void FollowLease()
    {
        if (_lease == Supervisor.Lease)
            return;
        _lease = Supervisor.Lease;
        _isStarted = false;
        _hasWanted = false;
        LastSequence = 0;
        _validUntil = TimeSpan.Zero;
        _restsAt = TimeSpan.MaxValue;
    }

    private bool TakeTarget(ReadOnlySpan<double> wantedRad, TimeSpan now, ref GateChanges changes)
    {
        if (wantedRad.IsEmpty || Supervisor.Mode is GateMode.Disarmed or GateMode.Latched)
            return false;
        if (wantedRad.Length != RobotModel.Dof)
            changes |= GateChanges.WrongLength;
        else if (!IsFinite(wantedRad))
            changes |= GateChanges.NotFinite;
        else if (now > _validUntil)
            changes |= GateChanges.Expired;
        else
            return true;
        return false;
    }

    private double TakeMeasurement(ReadOnlySpan<double> measuredRad, TimeSpan now, ref GateChanges changes)
    {
        bool armed = Supervisor.Mode is not (GateMode.Disarmed or GateMode.Latched);
        if (measuredRad.Length != RobotModel.Dof || !IsFinite(measuredRad))
        {
            changes |= GateChanges.MeasurementMissing;
            if (armed && _isStarted && now - _measuredAt > _options.MaxMeasurementSilence)
                Supervisor.DeviceFault("no usable joint measurement came in time. Check the device's connection.");
            return 0;
        }

        _measuredAt = now;
        if (!armed)
            return 0;
        if (!_isStarted)
            Start(measuredRad);
        return WatchTracking(measuredRad, now, ref changes);
    }

    // Keeps the last command where the robot still is near it, so that an arm does not sag and a hand does not let go.
    private void Start(ReadOnlySpan<double> measuredRad)
    {
        bool moved = !_hasCommand;
        for (int i = 0; i < RobotModel.ArmDof && !moved; i++)
            moved = Math.Abs(measuredRad[i] - LastCommandRad[i]) > _options.TrackingErrorRad;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            _joints[i].Start(moved ? measuredRad[i] : LastCommandRad[i]);
            _command.Writable[i] = _joints[i].Position;
        }

        _hasCommand = true;
        _isStarted = true;
        _tracking.Start(LastCommandRad);
    }

    private double WatchTracking(ReadOnlySpan<double> measuredRad, TimeSpan now, ref GateChanges changes)
    {
        double worst = _tracking.Watch(measuredRad, LastCommandRad, now, out string? trouble);
        if (worst > _options.TrackingErrorRad)
            changes |= GateChanges.TrackingError;
        if (trouble is not null)
            Supervisor.TrackingError(trouble);
        return worst;
    }

    private int Follow(ReadOnlySpan<double> wantedRad, ref GateChanges changes, out double worstWantedRad)
    {
        int joint = -1;
        double worst = 0;
        worstWantedRad = 0;
        Span<double> command = _command.Writable;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            double wanted = wantedRad[i];
            double held = _tracking.Hold(i, wanted);
            command[i] = _joints[i].Follow(held, _hasWanted && held == wanted ? _wanted[i] : held, out GateChanges change);
            if (held != wanted)
                change |= GateChanges.HeldUp;
            changes |= change;
            double amount = Math.Abs(command[i] - wanted);
            if (change != GateChanges.None && amount > worst)
                (worst, joint, worstWantedRad) = (amount, i, wanted);
        }

        wantedRad.CopyTo(_wanted);
        _hasWanted = true;
        return joint;
    }

    private void Rest()
    {
        Span<double> command = _command.Writable;
        for (int i = 0; i < RobotModel.Dof; i++)
            command[i] = _joints[i].Rest();
        _hasWanted = false;
    }

    private bool IsStanding()
    {
        for (int i = 0; i < RobotModel.Dof; i++)
            if (_joints[i].Step != 0)
                return false;
        return true;
    }

    private string WhatGoesOn() => Supervisor.Mode switch
    {
        GateMode.Running => $"the robot plays on with chunk {LastSequence}.",
        GateMode.Braking => "the robot is being stopped.",
        _ => "the robot stays where it is.",
    };

    private Admission Count(Admission admission)
    {
        Counts.Add(admission.Reason);
        return admission;
    }
}
