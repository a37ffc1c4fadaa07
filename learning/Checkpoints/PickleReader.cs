using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>Takes numbers and text out of a pickle's bytes; never reads past their end.</summary>
/// <param name="bytes">The whole pickle.</param>
internal sealed class PickleReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Gets the offset of the next byte.</summary>
    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public double BigEndianDouble() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    public int Length32() => ToLength(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));

    public int Length64() => ToLength(BinaryPrimitives.ReadUInt64LittleEndian(Take(8)));

    public byte[] Bytes(int length) => Take(length).ToArray();

    public string Text(int length)
    {
        int at = Position;
        try
        {
            return StrictUtf8.GetString(Take(length));
        }
        catch (DecoderFallbackException e)
        {
            throw new CheckpointException($"The pickle has text at byte {at} that is not UTF-8; it is damaged.", e);
        }
    }

    /// <summary>A two's complement number of any length; null where it does not fit 64 bits.</summary>
    public long LongNumber(int length)
    {
        var number = new BigInteger(Take(length));
        return number >= long.MinValue && number <= long.MaxValue ? (long)number : throw new CheckpointException($"The pickle has a number of {length} bytes; 8 are the most that are read.");
    }

    /// <summary>Text up to the end of the line.</summary>
    public string Line()
    {
        int length = bytes.Span[Position..].IndexOf((byte)'\n');
        if (length < 0)
            throw CutOff();
        string line = Text(length);
        Position++;
        return line;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > bytes.Length - Position)
            throw CutOff();
        Position += length;
        return bytes.Span.Slice(Position - length, length);
    }

    private static int ToLength(ulong length) => length <= int.MaxValue ? (int)length : throw new CheckpointException($"The pickle has an item of {length} bytes; it is damaged.");

    private CheckpointException CutOff() => new($"The pickle ends at byte {bytes.Length} within an item; it is cut off.");
}
