using System.Buffers.Binary;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Zarr;

/// <summary>Names, sizes and values of element types.</summary>
internal static class ZarrTypes
{
    private static readonly (ZarrType Type, string Name, int Bytes)[] All =
    [
        (ZarrType.UInt8, "|u1", 1), (ZarrType.Bool, "|b1", 1), (ZarrType.Int32, "<i4", 4),
        (ZarrType.Int64, "<i8", 8), (ZarrType.Float32, "<f4", 4), (ZarrType.Float64, "<f8", 8),
    ];

    public static string NameOf(ZarrType type) => All.First(entry => entry.Type == type).Name;

    public static int BytesOf(ZarrType type) => All.First(entry => entry.Type == type).Bytes;

    /// <exception cref="DatasetException">The type is not known.</exception>
    public static ZarrType Parse(string name, string path)
    {
        foreach ((ZarrType type, string known, _) in All)
            if (known == name)
                return type;
        throw new DatasetException($"{path}: elements are of type '{name}'; {string.Join(", ", All.Select(entry => entry.Name))} are read.");
    }

    /// <summary>Converts elements to doubles.</summary>
    /// <param name="bytes">Little-endian elements.</param>
    /// <param name="type">Their type.</param>
    public static double[] ToNumbers(ReadOnlySpan<byte> bytes, ZarrType type)
    {
        int size = BytesOf(type);
        double[] numbers = new double[bytes.Length / size];
        for (int i = 0; i < numbers.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            numbers[i] = type switch
            {
                ZarrType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                ZarrType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
                ZarrType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                ZarrType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(element),
                _ => element[0],
            };
        }

        return numbers;
    }

    /// <summary>Converts doubles to elements.</summary>
    public static byte[] FromNumbers(ReadOnlySpan<double> numbers, ZarrType type)
    {
        int size = BytesOf(type);
        byte[] bytes = new byte[numbers.Length * size];
        for (int i = 0; i < numbers.Length; i++)
        {
            Span<byte> element = bytes.AsSpan(i * size, size);
            switch (type)
            {
                case ZarrType.Int32:
                    BinaryPrimitives.WriteInt32LittleEndian(element, (int)numbers[i]);
                    break;
                case ZarrType.Int64:
                    BinaryPrimitives.WriteInt64LittleEndian(element, (long)numbers[i]);
                    break;
                case ZarrType.Float32:
                    BinaryPrimitives.WriteSingleLittleEndian(element, (float)numbers[i]);
                    break;
                case ZarrType.Float64:
                    BinaryPrimitives.WriteDoubleLittleEndian(element, numbers[i]);
                    break;
                default:
                    element[0] = (byte)numbers[i];
                    break;
            }
        }

        return bytes;
    }
}
