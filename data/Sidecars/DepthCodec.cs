using DexGrasp.Core.Images;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Sidecars;

/// <summary>
/// Depth pictures as whole numbers of 0.1 mm in 16 bits, 0 = no reading. Each row is kept as differences from the pixel to the left
/// (modulo 65536), and the low bytes of the picture stand before its high bytes, because both make Zstandard, which is
/// left to the parquet column, shrink it further. A picture that was read from such a file is written back bit for bit.
/// </summary>
public static class DepthCodec
{
    /// <summary>The encoding's name in files.</summary>
    public const string Name = "u16_left_planes";

    /// <summary>One step. Unit: m.</summary>
    public const double UnitM = 1e-4;

    /// <summary>The longest distance that can be kept; longer ones, and those that are not finite, become "no reading". Unit: m.</summary>
    public const double MaximumM = ushort.MaxValue * UnitM;

    /// <summary>Returns the nearest number of steps; 0 for no reading.</summary>
    /// <param name="depthM">Unit: m.</param>
    public static ushort Quantize(float depthM) =>
        depthM > 0 && depthM <= MaximumM + (UnitM / 2) ? (ushort)Math.Min(ushort.MaxValue, Math.Round(depthM / UnitM)) : (ushort)0;

    /// <summary>Packs a picture.</summary>
    /// <returns>Shape: [2 x height x width].</returns>
    public static byte[] Pack(DepthImage depth)
    {
        int count = depth.Width * depth.Height;
        byte[] packed = new byte[2 * count];
        ReadOnlySpan<float> metres = depth.DepthM;
        for (int row = 0, i = 0; row < depth.Height; row++)
        {
            ushort left = 0;
            for (int column = 0; column < depth.Width; column++, i++)
            {
                ushort value = Quantize(metres[i]);
                ushort difference = unchecked((ushort)(value - left));
                packed[i] = (byte)difference;
                packed[count + i] = (byte)(difference >> 8);
                left = value;
            }
        }

        return packed;
    }

    /// <summary>Unpacks a picture.</summary>
    /// <param name="packed">Shape: [2 x height x width].</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <exception cref="DatasetException">The length does not fit.</exception>
    public static DepthImage Unpack(ReadOnlySpan<byte> packed, int width, int height)
    {
        int count = width * height;
        if (packed.Length != 2 * count)
            throw new DatasetException($"A depth picture of {width}x{height} px takes {2 * count} bytes; this one has {packed.Length}. The file is damaged or of another size.");
        float[] metres = new float[count];
        for (int row = 0, i = 0; row < height; row++)
        {
            ushort left = 0;
            for (int column = 0; column < width; column++, i++)
            {
                left = unchecked((ushort)(left + packed[i] + (packed[count + i] << 8)));
                metres[i] = (float)(left * UnitM);
            }
        }

        return new DepthImage(width, height, metres);
    }
}
