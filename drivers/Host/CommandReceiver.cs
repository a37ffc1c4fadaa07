using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.Drivers.Host;

/// <summary>Reads commands from the broker and hands them to the loop. Runs on the connection's thread.</summary>
internal sealed class CommandReceiver(DriverLoop loop, string robot)
{
    public void OnChunk(MqttMessage message)
    {
        if (message.Retained)
            Refuse(LoopRequestKind.Retained, "A retained chunk came: an old motion replayed by the broker, or a sender that sets the retain flag.");
        else if (CommandCodec.TryReadChunk(message.Payload, out CommandHeader header, out ActionChunk? chunk, out string error))
            loop.Post(new LoopRequest(LoopRequestKind.Offer, header, chunk));
        else
            Refuse(LoopRequestKind.Malformed, error);
    }

    // Stopping is always safe: a stop is obeyed even if it is retained or cannot be read.
    public void OnStop(MqttMessage message)
    {
        string reason = CommandCodec.TryReadStop(message.Payload, out StopRequest? request, out string error) ? request.Reason : $"unreadable stop message. {error}";
        loop.RequestStop(message.Retained ? $"{reason} (The broker keeps this stop and repeats it at every start; delete the retained message.)" : reason);
    }

    public void OnArm(MqttMessage message)
    {
        if (message.Retained)
            Refuse(LoopRequestKind.Retained, "A retained request to arm came.");
        else if (!CommandCodec.TryReadArm(message.Payload, out ArmRequest? request, out string error))
            Refuse(LoopRequestKind.Malformed, error);
        else if (IsOurs(request.Robot))
            loop.Post(new LoopRequest(request.Release ? LoopRequestKind.Release : LoopRequestKind.Arm, Lease: request.Lease, Text: request.OperatorToken));
    }

    public void OnReset(MqttMessage message)
    {
        if (message.Retained)
            Refuse(LoopRequestKind.Retained, "A retained reset came.");
        else if (!CommandCodec.TryReadReset(message.Payload, out ResetRequest? request, out string error))
            Refuse(LoopRequestKind.Malformed, error);
        else if (IsOurs(request.Robot))
            loop.Post(new LoopRequest(LoopRequestKind.Reset, Text: request.OperatorToken));
    }

    private bool IsOurs(string name)
    {
        if (name == robot)
            return true;
        Refuse(LoopRequestKind.Malformed, $"The command names robot '{name}' on the topic of '{robot}'.");
        return false;
    }

    private void Refuse(LoopRequestKind kind, string what) => loop.Post(new LoopRequest(kind, Text: what));
}
