using System.Buffers.Binary;
using System.Text;

namespace DexGrasp.Learning.Logging;

/// <summary>Events of TensorBoard as bytes: a few protobuf fields, framed by their length and two checksums.</summary>
internal static class EventRecord
{
    private const int WallTimeField = 1, StepField = 2, VersionField = 3, SummaryField = 5, ValueField = 1, TagField = 1, SimpleValueField = 2;
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    /// <summary>The first event of a file.</summary>
    public static byte[] Version(double wallTimeS)
    {
        using var data = new MemoryStream();
        WriteWallTime(data, wallTimeS);
        WriteBytes(data, VersionField, "brain.Event:2"u8);
        return data.ToArray();
    }

    /// <summary>All values of one step.</summary>
    public static byte[] Scalars(double wallTimeS, long step, IEnumerable<KeyValuePair<string, double>> values)
    {
        using var summary = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(float)];
        foreach ((string tag, double value) in values)
        {
            using var entry = new MemoryStream();
            WriteBytes(entry, TagField, Encoding.UTF8.GetBytes(tag));
            WriteKey(entry, SimpleValueField, Fixed32);
            BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
            entry.Write(number);
            WriteBytes(summary, ValueField, entry.ToArray());
        }

        using var data = new MemoryStream();
        WriteWallTime(data, wallTimeS);
        WriteKey(data, StepField, Varint);
        WriteVarint(data, (ulong)step);
        WriteBytes(data, SummaryField, summary.ToArray());
        return data.ToArray();
    }

    /// <summary>Writes length, checksum of the length, data, checksum of the data.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)], crc = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, (ulong)data.Length);
        stream.Write(number);
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32C.Masked(number));
        stream.Write(crc);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32C.Masked(data));
        stream.Write(crc);
    }

    private static void WriteWallTime(MemoryStream stream, double seconds)
    {
        WriteKey(stream, WallTimeField, Fixed64);
        Span<byte> number = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(number, seconds);
        stream.Write(number);
    }

    private static void WriteBytes(MemoryStream stream, int field, ReadOnlySpan<byte> content)
    {
        WriteKey(stream, field, Bytes);
        WriteVarint(stream, (ulong)content.Length);
        stream.Write(content);
    }

    private static void WriteKey(MemoryStream stream, int field, int wire) => WriteVarint(stream, (ulong)((field << 3) | wire));

    private static void WriteVarint(MemoryStream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }
}
