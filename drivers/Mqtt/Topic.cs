namespace DexGrasp.Drivers.Mqtt;

/// <summary>One topic and how messages on it are delivered.</summary>
/// <param name="Name">Full name: dexgrasp/v1/robot/...</param>
/// <param name="Qos">MQTT quality of service. 0: at most once, for what the next message replaces; 1: at least once. Range: 0 or 1.</param>
/// <param name="Retained">Whether the broker keeps the last message for whoever subscribes later. Never for a command.</param>
public sealed record Topic(string Name, int Qos, bool Retained = false)
{
    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
