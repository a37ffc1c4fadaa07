namespace DexGrasp.Core.Messages;

/// <summary>What the driver host measured in one tick. Immutable; joint arrays are in RobotModel order.</summary>
/// <param name="Number">Rises by one with each message.</param>
/// <param name="At">Time of the measurement, on the driver host's monotonic clock.</param>
/// <param name="PositionsRad">Shape: [13]. Unit: rad.</param>
/// <param name="VelocitiesRadPerS">Shape: [13]. Unit: rad/s.</param>
/// <param name="EffortsNm">Actuator efforts. Shape: [13]. Unit: N m.</param>
/// <param name="CommandedRad">Last command that was sent to the devices. Shape: [13]. Unit: rad.</param>
/// <param name="Mode">What the gate does with commands.</param>
/// <param name="Lease">Lease in force; empty when disarmed.</param>
/// <param name="LastSequence">Sequence number of the last accepted chunk; 0 before the first.</param>
public sealed record RobotState(
    long Number,
    TimeSpan At,
    ReadOnlyMemory<double> PositionsRad,
    ReadOnlyMemory<double> VelocitiesRadPerS,
    ReadOnlyMemory<double> EffortsNm,
    ReadOnlyMemory<double> CommandedRad,
    GateMode Mode,
    Guid Lease,
    long LastSequence);
