using DexGrasp.Core.Messages;

namespace DexGrasp.Safety.Gate;

/// <summary>Something the gate decided, in the form that goes to event/gate and to logs.</summary>
/// <param name="At">When, on the driver host's monotonic clock.</param>
/// <param name="Kind">"refused", "changed" or "mode".</param>
/// <param name="Reason">Name of the refusal reason, the changes or the stop cause.</param>
/// <param name="Words">One or two sentences for people.</param>
/// <param name="Mode">Mode after the decision.</param>
/// <param name="Joint">Name of the joint at fault; null when it is not about a joint.</param>
/// <param name="Value">Offending value; null when there is none. Unit: <paramref name="Unit"/>.</param>
/// <param name="Limit">What it was held against, or what was sent instead; null when there is none. Unit: <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit of value and limit; null when there is none.</param>
/// <param name="RefusedByReason">Refused chunks since start, by reason.</param>
public sealed record GateEvent(
    TimeSpan At, string Kind, string Reason, string Words, GateMode Mode,
    string? Joint, double? Value, double? Limit, string? Unit, IReadOnlyDictionary<string, long> RefusedByReason)
{
    /// <summary>Makes the event of a refused chunk.</summary>
    public static GateEvent OfRefusal(SafetyGate gate, in Admission admission, TimeSpan at)
    {
        bool hasNumbers = admission.Unit.Length > 0;
        return new GateEvent(
            at, "refused", admission.Reason.ToString(), admission.Words, gate.Supervisor.Mode,
            admission.Joint < 0 ? null : gate.Robot.JointNames[admission.Joint],
            hasNumbers ? Finite(admission.Value) : null, hasNumbers ? Finite(admission.Limit) : null, hasNumbers ? admission.Unit : null,
            gate.Counts.ByReason());
    }

    /// <summary>Makes the event of a tick in which the gate changed something.</summary>
    public static GateEvent OfChange(SafetyGate gate, in GateReport report, TimeSpan at)
    {
        bool hasJoint = report.Joint >= 0;
        return new GateEvent(
            at, "changed", report.Changes.ToString(), report.Describe(gate.Robot), report.Mode,
            hasJoint ? gate.Robot.JointNames[report.Joint] : null,
            hasJoint ? Finite(report.WantedRad) : null, hasJoint ? Finite(report.SentRad) : null, hasJoint ? "rad" : null,
            gate.Counts.ByReason());
    }

    /// <summary>Makes the event of a change of mode.</summary>
    public static GateEvent OfMode(SafetyGate gate, TimeSpan at) => new(
        at, "mode", gate.Supervisor.Cause.ToString(), gate.Supervisor.Words, gate.Supervisor.Mode, null, null, null, null, gate.Counts.ByReason());

    // JSON has no infinite numbers.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
