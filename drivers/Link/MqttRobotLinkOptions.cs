using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.Drivers.Link;

/// <summary>Settings of the run process's connection to a driver host. Callbacks run on the link's own threads and must return soon.</summary>
public sealed class MqttRobotLinkOptions
{
    /// <summary>Gets the broker. Default: 127.0.0.1:1883.</summary>
    public BrokerAddress Broker { get; init; } = new();

    /// <summary>Gets the robot's name.</summary>
    public required string Robot { get; init; }

    /// <summary>Gets who this is, for the driver host's log. Default: "run".</summary>
    public string Client { get; init; } = "run";

    /// <summary>Gets the operator's token; needed only where the driver host wants it for arming. Default: empty.</summary>
    public string OperatorToken { get; init; } = "";

    /// <summary>Gets cameras besides "head" and "wrist" whose pictures <see cref="OnFrame"/> gets. Default: none.</summary>
    public IReadOnlyList<string> FurtherCameras { get; init; } = [];

    /// <summary>
    /// Gets how long after a chunk's last step it stays valid. A chunk may be played to its end, and its validity has to outlast it:
    /// valid-for is the chunk's length plus this. Range: above 0; the gate's limit for valid-for is 5 s. Default: 600 ms.
    /// </summary>
    public TimeSpan ValidBeyondEnd { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Gets how long to wait for an observation before giving up. Wall clock. Default: 10 s.</summary>
    public TimeSpan ObserveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long to wait for the driver host to confirm an arming or a stop. Wall clock. Default: 5 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets the driver host itself where its clock goes on only as far as it is let: a simulation at fast pace. Data still goes over
    /// MQTT alone. Null where time passes by itself. Default: null.
    /// </summary>
    public IPacedHost? Pace { get; init; }

    /// <summary>
    /// Gets how much of the host's time passes between an observation and the sending of its chunk where <see cref="Pace"/> is set, in
    /// place of the time that inference takes; the next tick takes the chunk. Default: 20 ms.
    /// </summary>
    public TimeSpan ThinkingTime { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Gets who is told of every picture that arrives; the oldest are skipped if it is slow. Default: nobody.</summary>
    public Action<CameraFrame>? OnFrame { get; init; }

    /// <summary>Gets who is told of every state. Default: nobody.</summary>
    public Action<RobotState>? OnState { get; init; }

    /// <summary>Gets who is told of the gate's decisions. Default: nobody.</summary>
    public Action<GateEventMessage>? OnGateEvent { get; init; }

    /// <summary>Gets who is told of faults. Default: nobody.</summary>
    public Action<FaultMessage>? OnFault { get; init; }

    /// <summary>Gets who is told of an operator's goal. Default: nobody.</summary>
    public Action<GoalRequest>? OnGoal { get; init; }
}
