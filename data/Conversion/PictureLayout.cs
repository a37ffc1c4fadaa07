using DexGrasp.Core.Images;

namespace DexGrasp.Data.Conversion;

/// <summary>Turns pictures of zarr stores, which are blue-green-red, into RGB and back.</summary>
internal static class PictureLayout
{
    /// <summary>Takes the colours of a picture.</summary>
    /// <param name="bgr">Shape: [height x width x channels]: blue, green, red, and further channels.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    public static ImageRgb ToRgb(ReadOnlySpan<byte> bgr, int width, int height)
    {
        int channels = bgr.Length / (width * height);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0, from = 0; i < rgb.Length; i += 3, from += channels)
            (rgb[i], rgb[i + 1], rgb[i + 2]) = (bgr[from + 2], bgr[from + 1], bgr[from]);
        return new ImageRgb(width, height, rgb);
    }

    /// <summary>Takes the mask of a picture: everything that is not 0 in the fourth channel.</summary>
    public static Mask ToMask(ReadOnlySpan<byte> bgrm, int width, int height)
    {
        byte[] mask = new byte[width * height];
        for (int i = 0; i < mask.Length; i++)
            mask[i] = bgrm[(i * 4) + 3] != 0 ? (byte)1 : (byte)0;
        return new Mask(width, height, mask);
    }

    /// <summary>Puts colours, and a mask if there is one, together.</summary>
    /// <param name="rgb">Shape: [height x width x 3].</param>
    /// <param name="mask">Of the same size, or null for three channels.</param>
    /// <param name="maskValue">What stands for the target.</param>
    public static byte[] ToBgr(ReadOnlySpan<byte> rgb, Mask? mask, byte maskValue)
    {
        int channels = mask is null ? 3 : 4;
        byte[] bgr = new byte[rgb.Length / 3 * channels];
        for (int i = 0, to = 0; i < rgb.Length; i += 3, to += channels)
        {
            (bgr[to], bgr[to + 1], bgr[to + 2]) = (rgb[i + 2], rgb[i + 1], rgb[i]);
            if (mask is not null)
                bgr[to + 3] = mask.Pixels[i / 3] != 0 ? maskValue : (byte)0;
        }

        return bgr;
    }
}
