using DexGrasp.Core.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;

namespace DexGrasp.Drivers.Host;

/// <summary>Something the loop decided, kept as a value until another thread words and publishes it.</summary>
/// <param name="Kind">Which of the other fields count.</param>
/// <param name="At">When, on the host's clock.</param>
/// <param name="Mode">Mode after the decision.</param>
/// <param name="Cause">Why the supervisor stopped, for a change of mode.</param>
/// <param name="Words">For people; empty for a change of a command, which is worded later.</param>
/// <param name="Admission">The refused chunk.</param>
/// <param name="Report">The tick in which the gate changed a command.</param>
/// <param name="Lease">The lease that an answer is about; empty otherwise.</param>
public readonly record struct LoopEvent(
    LoopEventKind Kind, TimeSpan At, GateMode Mode, StopCause Cause, string Words, Admission Admission, GateReport Report, Guid Lease);
