using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>Checks that every message shares. Each returns null or what is wrong, as a sentence.</summary>
internal static class WireRead
{
    public static string? Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> payload, int maxBytes, [NotNullWhen(true)] out T? message)
        where T : class, IMessage<T>
    {
        message = null;
        if (payload.IsEmpty)
            return "The message is empty.";
        if (payload.Length > maxBytes)
            return $"The message has {payload.Length} bytes; {maxBytes} are allowed.";
        try
        {
            message = parser.ParseFrom(payload);
            return null;
        }
        catch (InvalidProtocolBufferException e)
        {
            return $"The bytes are no {typeof(T).Name}: {e.Message}";
        }
    }

    public static string? Version(int version) => version > 0 ? null : $"Protocol version {version} is no version.";

    public static string? Text(string what, string value, int maxLength, bool needed = false) =>
        needed && value.Length == 0 ? $"The {what} is missing."
        : value.Length > maxLength ? $"The {what} has {value.Length} characters; {maxLength} are allowed."
        : null;

    public static string? Lease(ByteString bytes, bool mayBeEmpty, out Guid lease)
    {
        lease = Guid.Empty;
        if (bytes.Length == 0 && mayBeEmpty)
            return null;
        if (bytes.Length != 16)
            return $"The lease has {bytes.Length} bytes; 16 are needed.";
        lease = new Guid(bytes.Span, bigEndian: true);
        return null;
    }

    public static string? Time(string what, long nanoseconds, out TimeSpan time)
    {
        time = TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        return nanoseconds >= 0 ? null : $"The {what} is {nanoseconds} ns; it cannot be negative.";
    }

    public static string? Numbers(string what, RepeatedField<double> values, int count)
    {
        if (values.Count != count)
            return $"{values.Count} {what} given; {count} are needed.";
        foreach (double value in values)
            if (!double.IsFinite(value))
                return $"One of the {what} is {value}; finite numbers are needed.";
        return null;
    }

    public static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    public static ByteString Bytes(Guid lease) => lease == Guid.Empty ? ByteString.Empty : ByteString.CopyFrom(lease.ToByteArray(bigEndian: true));
}
