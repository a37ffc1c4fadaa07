namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>JSON on event/gate: something that the driver host decided.</summary>
/// <param name="AtS">When, on the host's clock. Unit: s.</param>
/// <param name="Kind">"refused", "changed", "mode" or "denied".</param>
/// <param name="Reason">Name of the refusal reason, of the changes or of the stop's cause.</param>
/// <param name="Words">For people.</param>
/// <param name="Mode">Mode after the decision.</param>
/// <param name="Sequence">Sequence number of the refused chunk; null when it is not about a chunk.</param>
/// <param name="Joint">Joint at fault; null when it is not about a joint.</param>
/// <param name="Value">Offending value; null when there is none. Unit: <paramref name="Unit"/>.</param>
/// <param name="Limit">What it was held against, or what was sent instead; null when there is none.</param>
/// <param name="Unit">Null when there is no value.</param>
/// <param name="Lease">The lease that a refused request named; null otherwise.</param>
/// <param name="RefusedByReason">Refused chunks since start, by reason.</param>
public sealed record GateEventMessage(
    double AtS, string Kind, string Reason, string Words, string Mode, long? Sequence, string? Joint, double? Value, double? Limit, string? Unit, string? Lease,
    IReadOnlyDictionary<string, long> RefusedByReason);
