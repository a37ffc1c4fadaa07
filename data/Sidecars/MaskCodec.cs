using DexGrasp.Core.Images;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Sidecars;

/// <summary>
/// Masks as bits, row by row without padding between rows, the first pixel in the highest bit, the last byte filled with 0;
/// NumPy's <c>unpackbits</c> reads them. Zstandard compression is left to the parquet column, over many frames at once.
/// </summary>
public static class MaskCodec
{
    /// <summary>The encoding's name in files.</summary>
    public const string Name = "packbits";

    /// <summary>Returns how many bytes a mask takes.</summary>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    public static int PackedLength(int width, int height) => ((width * height) + 7) / 8;

    /// <summary>Packs a mask.</summary>
    /// <returns>Shape: [<see cref="PackedLength"/>].</returns>
    public static byte[] Pack(Mask mask)
    {
        ReadOnlySpan<byte> pixels = mask.Pixels;
        byte[] packed = new byte[PackedLength(mask.Width, mask.Height)];
        for (int i = 0; i < pixels.Length; i++)
            if (pixels[i] != 0)
                packed[i >> 3] |= (byte)(0x80 >> (i & 7));
        return packed;
    }

    /// <summary>Unpacks a mask.</summary>
    /// <param name="packed">Shape: [<see cref="PackedLength"/>].</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <exception cref="DatasetException">The length does not fit, or a bit after the last pixel is set.</exception>
    public static Mask Unpack(ReadOnlySpan<byte> packed, int width, int height)
    {
        int count = width * height;
        if (packed.Length != PackedLength(width, height))
            throw new DatasetException($"A mask of {width}x{height} px takes {PackedLength(width, height)} bytes; this one has {packed.Length}. The file is damaged or of another size.");
        if ((count & 7) != 0 && (packed[^1] & (0xFF >> (count & 7))) != 0)
            throw new DatasetException($"A mask of {width}x{height} px has bits set after its last pixel; the file is damaged or of another size.");
        byte[] pixels = new byte[count];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((packed[i >> 3] >> (7 - (i & 7))) & 1);
        return new Mask(width, height, pixels);
    }
}
