using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Drivers.Mqtt.Messages.Wire;

namespace DexGrasp.Drivers.Link;

/// <content>What comes in. Runs on the connection's thread.</content>
public sealed partial class MqttRobotLink
{
    private void OnState(MqttMessage message)
    {
        if (!StateCodec.TryRead(message.Payload, _options.Robot, out RobotState? state, out _))
        {
            Interlocked.Increment(ref _unreadable);
            return;
        }

        _buffer.Add(state);
        _news.Writer.TryWrite(true);
        _options.OnState?.Invoke(state);
    }

    private void OnFrame(MqttMessage message)
    {
        if (FrameCodec.Parse(message.Payload, _options.Robot, out CameraImage? image, out TimeSpan capturedAt) is not null)
        {
            Interlocked.Increment(ref _unreadable);
            return;
        }

        var frame = new PendingFrame(image!, capturedAt);
        _buffer.Add(frame);
        _news.Writer.TryWrite(true);
        _worker?.Add(frame);
    }

    private void OnGateEvent(MqttMessage message)
    {
        if (EventJson.TryRead<GateEventMessage>(message.Payload) is not { } gateEvent)
            return;
        if (gateEvent.Kind == "denied")
            _denial = gateEvent;
        if (gateEvent is { Kind: "refused", Sequence: > 0 })
        {
            _refusal = gateEvent;
            Interlocked.Increment(ref _refused);
        }

        _news.Writer.TryWrite(true);
        _options.OnGateEvent?.Invoke(gateEvent);
    }

    private void OnFault(MqttMessage message)
    {
        if (EventJson.TryRead<FaultMessage>(message.Payload) is { } fault)
            _options.OnFault!(fault);
    }

    private void OnGoal(MqttMessage message)
    {
        if (message.Retained || !CommandCodec.TryReadGoal(message.Payload, out GoalRequest? goal, out _) || goal.Robot != _options.Robot)
            Interlocked.Increment(ref _unreadable);
        else
            _options.OnGoal!(goal);
    }
}
