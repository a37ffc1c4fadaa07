using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Mqtt.Messages.Wire;
using Google.Protobuf;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>Robot states to and from bytes. Reading never throws, whatever the bytes.</summary>
public static class StateCodec
{
    /// <summary>Writes a sample of the loop.</summary>
    public static byte[] Write(string robot, StateSample sample)
    {
        var message = new State
        {
            ProtocolVersion = CommandHeader.CurrentVersion,
            Robot = robot,
            Number = sample.Number,
            AtNs = WireRead.Nanoseconds(sample.At),
            Mode = (Mode)((int)sample.Mode + 1),
            Lease = WireRead.Bytes(sample.Lease),
            LastSequence = sample.LastSequence,
        };
        message.PositionsRad.AddRange(sample.PositionsRad);
        message.VelocitiesRadPerS.AddRange(sample.VelocitiesRadPerS);
        message.EffortsNm.AddRange(sample.EffortsNm);
        message.CommandedRad.AddRange(sample.CommandedRad);
        return message.ToByteArray();
    }

    /// <summary>Reads a state; 4 x 13 finite numbers.</summary>
    /// <param name="payload">The bytes as they came.</param>
    /// <param name="robot">Whose state it has to be.</param>
    /// <param name="state">The state; null when false is returned.</param>
    /// <param name="error">What is wrong; empty when true is returned.</param>
    public static bool TryRead(ReadOnlySequence<byte> payload, string robot, [NotNullWhen(true)] out RobotState? state, out string error)
    {
        state = null;
        TimeSpan at = default;
        Guid lease = default;
        error = WireRead.Parse(State.Parser, payload, WireLimits.MaxCommandBytes, out State? message)
            ?? (message!.ProtocolVersion == CommandHeader.CurrentVersion ? null : $"Protocol version {message.ProtocolVersion}; this side speaks {CommandHeader.CurrentVersion}. Update the older side.")
            ?? (message.Robot == robot ? null : $"The state is of robot '{message.Robot}', not of '{robot}'.")
            ?? WireRead.Time("time", message.AtNs, out at)
            ?? WireRead.Lease(message.Lease, mayBeEmpty: true, out lease)
            ?? (message.Mode is >= Mode.Disarmed and <= Mode.Latched ? null : $"Mode {(int)message.Mode} is not known.")
            ?? (message.Number > 0 && message.LastSequence >= 0 ? null : "State and sequence numbers cannot be negative.")
            ?? WireRead.Numbers("positions", message.PositionsRad, RobotModel.Dof)
            ?? WireRead.Numbers("velocities", message.VelocitiesRadPerS, RobotModel.Dof)
            ?? WireRead.Numbers("efforts", message.EffortsNm, RobotModel.Dof)
            ?? WireRead.Numbers("commands", message.CommandedRad, RobotModel.Dof)
            ?? "";
        if (error.Length > 0)
            return false;
        state = new RobotState(
            message!.Number, at, message.PositionsRad.ToArray(), message.VelocitiesRadPerS.ToArray(), message.EffortsNm.ToArray(), message.CommandedRad.ToArray(),
            (GateMode)((int)message.Mode - 1), lease, message.LastSequence);
        return true;
    }
}
