using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt.Messages.Wire;
using Google.Protobuf;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>
/// Commands and goals to and from bytes. Reading never throws, whatever the bytes: it returns false and says what is wrong.
/// Whether a command is current is the gate's to judge.
/// </summary>
public static class CommandCodec
{
    /// <summary>Writes a chunk with its envelope.</summary>
    public static byte[] Write(in CommandHeader header, ActionChunk chunk)
    {
        var message = new ChunkCommand
        {
            Header = new Header
            {
                ProtocolVersion = header.ProtocolVersion,
                Robot = header.Robot,
                Lease = WireRead.Bytes(header.Lease),
                Sequence = header.Sequence,
                ObservedAtNs = WireRead.Nanoseconds(header.ObservedAt),
                ValidForNs = WireRead.Nanoseconds(header.ValidFor),
                ModelHash = header.ModelHash,
            },
            Joints = RobotModel.Dof,
        };
        message.PositionsRad.AddRange(chunk.PositionsRad);
        return message.ToByteArray();
    }

    /// <summary>Writes a stop.</summary>
    public static byte[] Write(StopRequest request) => new StopCommand
    {
        ProtocolVersion = CommandHeader.CurrentVersion,
        Robot = request.Robot,
        Reason = Shortened(request.Reason, WireLimits.MaxReasonLength),
    }.ToByteArray();

    /// <summary>Writes a request for the lease.</summary>
    public static byte[] Write(ArmRequest request) => new ArmCommand
    {
        ProtocolVersion = CommandHeader.CurrentVersion,
        Robot = request.Robot,
        Lease = WireRead.Bytes(request.Lease),
        Client = Shortened(request.Client, WireLimits.MaxNameLength),
        OperatorToken = request.OperatorToken,
        Release = request.Release,
    }.ToByteArray();

    /// <summary>Writes a reset.</summary>
    public static byte[] Write(ResetRequest request) => new ResetCommand
    {
        ProtocolVersion = CommandHeader.CurrentVersion,
        Robot = request.Robot,
        OperatorToken = request.OperatorToken,
    }.ToByteArray();

    /// <summary>Writes a goal.</summary>
    public static byte[] Write(GoalRequest request)
    {
        var message = new Goal { ProtocolVersion = CommandHeader.CurrentVersion, Robot = request.Robot };
        if (request.Target is { } target)
            message.Target = new GraspTarget
            {
                Instruction = target.Instruction,
                Label = target.Label,
                HeadFrameNumber = target.HeadFrameNumber,
                Left = target.Box.Left,
                Top = target.Box.Top,
                Right = target.Box.Right,
                Bottom = target.Box.Bottom,
            };
        else
            message.Words = request.Words ?? "";
        return message.ToByteArray();
    }

    /// <summary>Reads a chunk with its envelope; 1 to 64 steps of 13 finite targets.</summary>
    /// <param name="payload">The bytes as they came.</param>
    /// <param name="header">The envelope.</param>
    /// <param name="chunk">The targets; null when false is returned.</param>
    /// <param name="error">What is wrong; empty when true is returned.</param>
    public static bool TryReadChunk(ReadOnlySequence<byte> payload, out CommandHeader header, [NotNullWhen(true)] out ActionChunk? chunk, out string error)
    {
        header = default;
        chunk = null;
        error = WireRead.Parse(ChunkCommand.Parser, payload, WireLimits.MaxCommandBytes, out ChunkCommand? message) ?? "";
        if (error.Length > 0)
            return false;
        Header envelope = message!.Header ?? new Header();
        int steps = message.PositionsRad.Count / RobotModel.Dof;
        TimeSpan observedAt = default, validFor = default;
        Guid lease = default;
        error = WireRead.Version(envelope.ProtocolVersion)
            ?? WireRead.Text("robot name", envelope.Robot, WireLimits.MaxNameLength, needed: true)
            ?? WireRead.Lease(envelope.Lease, mayBeEmpty: false, out lease)
            ?? (envelope.Sequence > 0 ? null : $"The sequence number is {envelope.Sequence}; it starts at 1.")
            ?? WireRead.Time("observation time", envelope.ObservedAtNs, out observedAt)
            ?? WireRead.Time("validity", envelope.ValidForNs, out validFor)
            ?? (validFor <= WireLimits.MaxValidFor ? null : $"The validity is {validFor.TotalSeconds:0.#} s; {WireLimits.MaxValidFor.TotalSeconds:0} s at most.")
            ?? WireRead.Text("model hash", envelope.ModelHash, WireLimits.MaxNameLength)
            ?? (message.Joints == RobotModel.Dof ? null : $"The chunk is for {message.Joints} joints; this robot has {RobotModel.Dof}.")
            ?? (steps is >= 1 and <= ActionChunk.Horizon ? null : $"The chunk has {message.PositionsRad.Count} targets; 1 to {ActionChunk.Horizon} steps of {RobotModel.Dof} are needed.")
            ?? WireRead.Numbers("targets", message.PositionsRad, steps * RobotModel.Dof)
            ?? "";
        if (error.Length > 0)
            return false;
        header = new CommandHeader(envelope.ProtocolVersion, envelope.Robot, lease, envelope.Sequence, observedAt, validFor, envelope.ModelHash);
        chunk = new ActionChunk([.. message.PositionsRad], observedAt);
        return true;
    }

    /// <summary>Reads a stop.</summary>
    public static bool TryReadStop(ReadOnlySequence<byte> payload, [NotNullWhen(true)] out StopRequest? request, out string error)
    {
        request = null;
        error = WireRead.Parse(StopCommand.Parser, payload, WireLimits.MaxCommandBytes, out StopCommand? message)
            ?? WireRead.Version(message!.ProtocolVersion)
            ?? WireRead.Text("robot name", message.Robot, WireLimits.MaxNameLength, needed: true)
            ?? WireRead.Text("reason", message.Reason, WireLimits.MaxReasonLength)
            ?? "";
        if (error.Length == 0)
            request = new StopRequest(message!.Robot, message.Reason);
        return request is not null;
    }

    /// <summary>Reads a request for the lease.</summary>
    public static bool TryReadArm(ReadOnlySequence<byte> payload, [NotNullWhen(true)] out ArmRequest? request, out string error)
    {
        request = null;
        Guid lease = default;
        error = WireRead.Parse(ArmCommand.Parser, payload, WireLimits.MaxCommandBytes, out ArmCommand? message)
            ?? Current(message!.ProtocolVersion, message.Robot)
            ?? WireRead.Lease(message.Lease, mayBeEmpty: false, out lease)
            ?? WireRead.Text("client", message.Client, WireLimits.MaxNameLength)
            ?? WireRead.Text("operator's token", message.OperatorToken, WireLimits.MaxNameLength)
            ?? "";
        if (error.Length == 0)
            request = new ArmRequest(message!.Robot, lease, message.Client, message.OperatorToken, message.Release);
        return request is not null;
    }

    /// <summary>Reads a reset.</summary>
    public static bool TryReadReset(ReadOnlySequence<byte> payload, [NotNullWhen(true)] out ResetRequest? request, out string error)
    {
        request = null;
        error = WireRead.Parse(ResetCommand.Parser, payload, WireLimits.MaxCommandBytes, out ResetCommand? message)
            ?? Current(message!.ProtocolVersion, message.Robot)
            ?? WireRead.Text("operator's token", message.OperatorToken, WireLimits.MaxNameLength, needed: true)
            ?? "";
        if (error.Length == 0)
            request = new ResetRequest(message!.Robot, message.OperatorToken);
        return request is not null;
    }

    /// <summary>Reads a goal: words that are not blank, or a label with a box that is not empty.</summary>
    public static bool TryReadGoal(ReadOnlySequence<byte> payload, [NotNullWhen(true)] out GoalRequest? request, out string error)
    {
        request = null;
        error = WireRead.Parse(Goal.Parser, payload, WireLimits.MaxCommandBytes, out Goal? message)
            ?? Current(message!.ProtocolVersion, message.Robot)
            ?? WireRead.Text("instruction", message.Words, WireLimits.MaxWordsLength)
            ?? (message.GoalCase == Goal.GoalOneofCase.Target ? Check(message.Target) : string.IsNullOrWhiteSpace(message.Words) ? "The goal has neither words nor a target." : null)
            ?? "";
        if (error.Length > 0)
            return false;
        request = message!.GoalCase == Goal.GoalOneofCase.Words
            ? new GoalRequest(message.Robot, message.Words)
            : new GoalRequest(message.Robot, null, new GraspGoal(
                message.Target.Instruction, message.Target.Label,
                new BoundingBox(message.Target.Left, message.Target.Top, message.Target.Right, message.Target.Bottom), message.Target.HeadFrameNumber));
        return true;
    }

    private static string? Current(int version, string robot) => version == CommandHeader.CurrentVersion
        ? WireRead.Text("robot name", robot, WireLimits.MaxNameLength, needed: true)
        : $"Protocol version {version}; this driver host speaks {CommandHeader.CurrentVersion}. Update the older side.";

    private static string? Check(GraspTarget target)
    {
        const int Max = WireLimits.MaxImageSize;
        if (target.Left < 0 || target.Top < 0 || target.Right > Max || target.Bottom > Max || target.Left >= target.Right || target.Top >= target.Bottom)
            return $"The box ({target.Left}, {target.Top}, {target.Right}, {target.Bottom}) px is empty or outside 0 to {Max} px.";
        return WireRead.Text("label", target.Label, WireLimits.MaxNameLength, needed: true)
            ?? WireRead.Text("instruction", target.Instruction, WireLimits.MaxWordsLength);
    }

    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..length];
}
