using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>Judges a whole chunk before it is played: envelope, freshness and gross errors in its targets.</summary>
internal sealed class ChunkCheck(RobotModel robot, SafetyGateOptions options)
{
    // A capture stamp may be ahead of the tick that reads it by the time between the two.
    private static readonly TimeSpan FutureTolerance = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns why the envelope is not current.</summary>
    public Admission Envelope(in CommandHeader header, ActionChunk chunk, TimeSpan now, GateMode mode, Guid lease, long lastSequence)
    {
        long sequence = header.Sequence;
        if (header.ProtocolVersion != options.ProtocolVersion)
            return Refuse(RefusalReason.ProtocolVersion, sequence, $"Protocol version {header.ProtocolVersion}; this driver host speaks {options.ProtocolVersion}. Update the older side.", header.ProtocolVersion, options.ProtocolVersion, "version");
        if (!string.Equals(header.Robot, robot.Name, StringComparison.Ordinal))
            return Refuse(RefusalReason.ForeignRobot, sequence, $"The command is for robot '{header.Robot}'; this is '{robot.Name}'.");
        if (mode == GateMode.Disarmed)
            return Refuse(RefusalReason.NotArmed, sequence, "No lease is held; arm first.");
        if (mode == GateMode.Latched)
            return Refuse(RefusalReason.Stopped, sequence, "The stop is latched; an operator has to reset and arm again.");
        if (header.Lease != lease || lease == Guid.Empty)
            return Refuse(RefusalReason.StaleLease, sequence, "The command carries a lease that is not in force; arm again.");
        if (sequence <= lastSequence)
            return Refuse(RefusalReason.OutOfOrder, sequence, $"Sequence number {sequence}; it has to be above {lastSequence}.", sequence, lastSequence + 1, "number");
        return Freshness(header, chunk, now);
    }

    /// <summary>Returns what is grossly wrong with the targets.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="sequence">Its sequence number.</param>
    /// <param name="now">Host's clock.</param>
    /// <param name="commandRad">Last command, or empty when nothing was sent yet. Shape: [13] or [0]. Unit: rad.</param>
    public Admission Targets(ActionChunk chunk, long sequence, TimeSpan now, ReadOnlySpan<double> commandRad)
    {
        for (int step = 0; step < chunk.Steps; step++)
        {
            ReadOnlySpan<double> targets = chunk.Step(step);
            for (int joint = 0; joint < RobotModel.Dof; joint++)
            {
                Admission found = Position(targets[joint], step, joint, sequence);
                if (found.Accepted && step > 0)
                    found = Speed(chunk.Step(step - 1)[joint], targets[joint], step, joint, sequence);
                if (!found.Accepted)
                    return found;
            }
        }

        return commandRad.IsEmpty ? default : Start(chunk, sequence, now, commandRad);
    }

    /// <summary>Returns whether the last two steps ask for the same pose, so that the chunk ends at rest.</summary>
    public static bool EndsAtRest(ActionChunk chunk)
    {
        const double StillRad = 1e-4;
        if (chunk.Steps < 2)
            return false;
        ReadOnlySpan<double> last = chunk.Step(chunk.Steps - 1), before = chunk.Step(chunk.Steps - 2);
        for (int joint = 0; joint < RobotModel.Dof; joint++)
            if (Math.Abs(last[joint] - before[joint]) > StillRad)
                return false;
        return true;
    }

    /// <summary>Returns when a chunk's last step is due.</summary>
    public static TimeSpan EndOf(ActionChunk chunk) => chunk.ObservedAt + (chunk.Steps * TimeSpan.FromSeconds(ActionChunk.PeriodS));

    private static Admission Refuse(RefusalReason reason, long sequence, string words, double value = 0, double limit = 0, string unit = "", int joint = -1) =>
        new(reason, sequence, joint, value, limit, unit, words);

    private Admission Freshness(in CommandHeader header, ActionChunk chunk, TimeSpan now)
    {
        long sequence = header.Sequence;
        double ageMs = (now - header.ObservedAt).TotalMilliseconds, validMs = header.ValidFor.TotalMilliseconds;
        if (header.ObservedAt != chunk.ObservedAt)
            return Refuse(RefusalReason.ObservationTime, sequence, $"The envelope names an observation at {header.ObservedAt.TotalSeconds:0.000} s, the chunk one at {chunk.ObservedAt.TotalSeconds:0.000} s.");
        if (header.ObservedAt < TimeSpan.Zero || header.ObservedAt > now + FutureTolerance)
            return Refuse(RefusalReason.ObservationTime, sequence, $"The observation is dated {header.ObservedAt.TotalSeconds:0.000} s; the driver host's clock says {now.TotalSeconds:0.000} s. Send the capture time that came with the observation.", header.ObservedAt.TotalSeconds, now.TotalSeconds, "s");
        if (now - header.ObservedAt > options.MaxObservationAge)
            return Refuse(RefusalReason.ObservationTooOld, sequence, $"The observation is {ageMs:0} ms old; {options.MaxObservationAge.TotalMilliseconds:0} ms are allowed.", ageMs, options.MaxObservationAge.TotalMilliseconds, "ms");
        if (header.ValidFor <= TimeSpan.Zero || header.ValidFor > options.MaxValidFor)
            return Refuse(RefusalReason.Expired, sequence, $"Valid for {validMs:0} ms; above 0 and up to {options.MaxValidFor.TotalMilliseconds:0} ms is allowed.", validMs, options.MaxValidFor.TotalMilliseconds, "ms");
        if (now - header.ObservedAt > header.ValidFor)
            return Refuse(RefusalReason.Expired, sequence, $"The command was valid for {validMs:0} ms and arrived after {ageMs:0} ms.", ageMs, validMs, "ms");
        return EndOf(chunk) < now
            ? Refuse(RefusalReason.Expired, sequence, $"All {chunk.Steps} steps are past: the last was due {(now - EndOf(chunk)).TotalMilliseconds:0} ms ago.")
            : default;
    }

    private Admission Position(double target, int step, int joint, long sequence)
    {
        string name = robot.JointNames[joint];
        if (!double.IsFinite(target))
            return Refuse(RefusalReason.NotFinite, sequence, $"Joint {name}, step {step}: target {target} rad is no finite number.", target, 0, "rad", joint);
        JointLimit limit = robot.Limits[joint];
        if (target > limit.UpperRad + options.OvershootToleranceRad)
            return Refuse(RefusalReason.PositionLimit, sequence, $"Joint {name}, step {step}: target {target:0.####} rad, limit {limit.UpperRad:0.####} rad.", target, limit.UpperRad, "rad", joint);
        if (target < limit.LowerRad - options.OvershootToleranceRad)
            return Refuse(RefusalReason.PositionLimit, sequence, $"Joint {name}, step {step}: target {target:0.####} rad, limit {limit.LowerRad:0.####} rad.", target, limit.LowerRad, "rad", joint);
        return default;
    }

    private Admission Speed(double before, double target, int step, int joint, long sequence)
    {
        double speed = Math.Abs(target - before) / ActionChunk.PeriodS;
        double limit = robot.Limits[joint].MaxSpeedRadPerS * options.SpeedScale * (joint < RobotModel.ArmDof ? options.GrossArmSpeedFactor : options.GrossHandSpeedFactor);
        return speed <= limit ? default : Refuse(
            RefusalReason.SpeedLimit, sequence, $"Joint {robot.JointNames[joint]}, steps {step - 1} to {step}: {speed:0.##} rad/s asked for, {limit:0.##} rad/s is the most that is accepted.", speed, limit, "rad/s", joint);
    }

    private Admission Start(ActionChunk chunk, long sequence, TimeSpan now, ReadOnlySpan<double> commandRad)
    {
        int next = Math.Clamp((int)Math.Floor((now - chunk.ObservedAt).TotalSeconds / ActionChunk.PeriodS), 0, chunk.Steps - 1);
        ReadOnlySpan<double> targets = chunk.Step(next);
        for (int joint = 0; joint < RobotModel.ArmDof; joint++)
        {
            double distance = Math.Abs(targets[joint] - commandRad[joint]);
            if (distance > options.StartToleranceRad)
                return Refuse(RefusalReason.StartsFarAway, sequence, $"Joint {robot.JointNames[joint]}: the chunk goes on at {targets[joint]:0.####} rad, {distance:0.###} rad from the last command; {options.StartToleranceRad:0.###} rad is allowed. Plan from the newest state.", distance, options.StartToleranceRad, "rad", joint);
        }

        return default;
    }
}
