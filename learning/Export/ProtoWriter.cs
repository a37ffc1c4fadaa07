using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace DexGrasp.Learning.Export;

/// <summary>Writes protobuf messages field by field, in the order of the calls: equal calls give equal bytes.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0, Delimited = 2, Fixed32 = 5;
    private readonly ArrayBufferWriter<byte> _bytes = new();

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

    /// <summary>Writes a message within this one.</summary>
    public ProtoWriter Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        return Bytes(field, inner.Written);
    }

    /// <summary>Gets what was written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    private void Tag(int field, int kind) => Number((ulong)((field << 3) | kind));

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
