using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>Writes and reads the JSON messages: snake_case names, nulls left out, no numbers as strings.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(GateEventMessage))]
[JsonSerializable(typeof(FaultMessage))]
[JsonSerializable(typeof(PlanMessage))]
[JsonSerializable(typeof(StatusMessage))]
public sealed partial class EventJson : JsonSerializerContext
{
    /// <summary>Reads a message; null when the bytes are none.</summary>
    /// <typeparam name="T">A message type of this folder.</typeparam>
    public static T? TryRead<T>(ReadOnlySequence<byte> payload)
        where T : class
    {
        if (payload.Length > WireLimits.MaxCommandBytes)
            return null;
        try
        {
            var reader = new Utf8JsonReader(payload);
            return (T?)JsonSerializer.Deserialize(ref reader, typeof(T), Default);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a message as UTF-8.</summary>
    /// <typeparam name="T">A message type of this folder.</typeparam>
    public static byte[] Write<T>(T message)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(message, typeof(T), Default);
}
