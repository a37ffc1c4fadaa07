using System.Buffers;

namespace DexGrasp.Drivers.Mqtt;

/// <summary>A message as it came from the broker. The payload may be used only until the handler returns.</summary>
/// <param name="Topic">Full topic name.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="Retained">Whether the retain flag was set: a replay of an old message, or a sender that asked the broker to keep it.</param>
public readonly record struct MqttMessage(string Topic, ReadOnlySequence<byte> Payload, bool Retained);
