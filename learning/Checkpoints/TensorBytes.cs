using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>The memory of a tensor as bytes, little-endian and row-major.</summary>
internal static class TensorBytes
{
    private const int LongestPiece = 1 << 20;

    /// <summary>Returns how many bytes a number of a type takes.</summary>
    public static int SizeOf(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw new CheckpointException($"Tensors of {type} are not supported; use float, bfloat16, integers or bool."),
    };

    /// <summary>Returns how many numbers a shape has.</summary>
    /// <exception cref="CheckpointException">A length is negative, or there are too many numbers.</exception>
    public static long CountOf(IReadOnlyList<long> shape, string name) => Multiply(shape, 1, name);

    /// <summary>Returns how many bytes a tensor takes.</summary>
    /// <exception cref="CheckpointException">A length is negative, or there are too many numbers.</exception>
    public static long SizeOf(IReadOnlyList<long> shape, ScalarType type, string name) => Multiply(shape, SizeOf(type), name);

    /// <summary>Fills a new CPU tensor from a stream.</summary>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static void Read(Stream stream, Tensor into)
    {
        if (into.numel() > 0)
            stream.ReadExactly(into.bytes);
    }

    /// <summary>Writes a tensor of any layout and device.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        if (tensor.numel() == 0)
            return;
        using var scope = NewDisposeScope();
        ReadOnlySpan<byte> bytes = tensor.detach().cpu().contiguous().bytes;
        for (int at = 0; at < bytes.Length; at += LongestPiece)
            stream.Write(bytes[at..Math.Min(bytes.Length, at + LongestPiece)]);
    }

    private static long Multiply(IReadOnlyList<long> shape, int size, string name)
    {
        try
        {
            return shape.All(length => length >= 0)
                ? shape.Aggregate((long)size, (product, length) => checked(product * length))
                : throw new CheckpointException($"Tensor '{name}' has the shape [{string.Join(", ", shape)}]; lengths cannot be negative.");
        }
        catch (OverflowException e)
        {
            throw new CheckpointException($"Tensor '{name}' has the shape [{string.Join(", ", shape)}], which is too large.", e);
        }
    }
}
