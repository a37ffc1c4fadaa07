using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DexGrasp.Learning.Export;

/// <summary>
/// Writes protobuf messages field by field, in the order of the calls: equal calls give equal bytes. Large fields stay where they
/// are until the whole is written, so that a model of a gigabyte is in memory once.
/// </summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0, Delimited = 2, Fixed32 = 5;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<(int At, float[] Values)> _large = [];

    /// <summary>Gets the length of what was written so far. Unit: byte.</summary>
    public long Length => _bytes.WrittenCount + _large.Sum(part => sizeof(float) * (long)part.Values.Length);

    /// <summary>Writes an integer.</summary>
    public ProtoWriter Int(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
        return this;
    }

    /// <summary>Writes a float.</summary>
    public ProtoWriter Float(int field, float value)
    {
        Tag(field, Fixed32);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Writes a text.</summary>
    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes bytes.</summary>
    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Delimited);
        Number((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Writes numbers as bytes, little-endian.</summary>
    /// <param name="field">Number of the field.</param>
    /// <param name="values">Must not change before <see cref="WriteTo"/>.</param>
    public ProtoWriter Floats(int field, float[] values)
    {
        Tag(field, Delimited);
        Number(sizeof(float) * (ulong)values.Length);
        _large.Add((_bytes.WrittenCount, values));
        return this;
    }

    /// <summary>Writes a message within this one.</summary>
    public ProtoWriter Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Tag(field, Delimited);
        Number((ulong)inner.Length);
        int start = _bytes.WrittenCount;
        _bytes.Write(inner._bytes.WrittenSpan);
        _large.AddRange(inner._large.Select(part => (start + part.At, part.Values)));
        return this;
    }

    /// <summary>Copies what was written so far to a stream.</summary>
    public void WriteTo(Stream stream)
    {
        int from = 0;
        foreach ((int at, float[] values) in _large)
        {
            stream.Write(_bytes.WrittenSpan[from..at]);
            stream.Write(MemoryMarshal.AsBytes<float>(values));
            from = at;
        }

        stream.Write(_bytes.WrittenSpan[from..]);
    }

    private void Tag(int field, int kind) => Number((ulong)((field << 3) | kind));

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
