using DexGrasp.Controller.Policy;

namespace DexGrasp.Learning.Samples;

/// <summary>Changes colours and distances of reduced pictures as cameras and lights do.</summary>
internal static class PictureChange
{
    /// <summary>Changes every channel's gain and offset, and swaps the channels.</summary>
    /// <param name="rgb">Shape: [pixels x 3]. Changed in place.</param>
    /// <param name="augmentation">How much.</param>
    /// <param name="random">Decides.</param>
    /// <param name="swap">Whether channels change places.</param>
    public static void Recolour(byte[] rgb, Augmentation augmentation, Random random, bool swap)
    {
        if (augmentation.ColourGain == 0 && augmentation.ColourOffset == 0 && !swap)
            return;
        Span<byte> table = stackalloc byte[3 * 256];
        double common = augmentation.ColourGain * Gaussian.Next(random);
        for (int c = 0; c < 3; c++)
        {
            double gain = Math.Pow(2, common + (0.5 * augmentation.ColourGain * Gaussian.Next(random))), offset = 255 * augmentation.ColourOffset * Gaussian.Next(random);
            for (int v = 0; v < 256; v++)
                table[(c * 256) + v] = (byte)Math.Clamp((gain * v) + offset, 0, 255);
        }

        int first = swap ? 1 : 0, second = swap ? 2 : 1, third = swap ? 0 : 2;
        for (int i = 0; i < rgb.Length; i += 3)
            (rgb[i], rgb[i + 1], rgb[i + 2]) = (table[rgb[i + first]], table[256 + rgb[i + second]], table[512 + rgb[i + third]]);
    }

    /// <summary>Changes all distances together.</summary>
    /// <param name="depth">Unit: <see cref="ReducedPicture.DepthStepM"/>; 0 = no reading. Changed in place.</param>
    /// <param name="augmentation">How much.</param>
    /// <param name="random">Decides.</param>
    public static void ShiftDepth(ushort[] depth, Augmentation augmentation, Random random)
    {
        int shift = (int)Math.Round(augmentation.DepthM * Gaussian.Next(random) / ReducedPicture.DepthStepM);
        if (shift == 0)
            return;
        for (int i = 0; i < depth.Length; i++)
            if (depth[i] > 0)
                depth[i] = (ushort)Math.Clamp(depth[i] + shift, 1, ushort.MaxValue);
    }
}
