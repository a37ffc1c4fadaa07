namespace DexGrasp.Learning.Samples;

/// <summary>Makes a mask a pixel thicker or thinner, as segmenters do.</summary>
internal static class MaskRim
{
    /// <summary>Changes a mask in place; its outermost pixels stay.</summary>
    /// <param name="mask">Row by row.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="thicker">Whether it grows.</param>
    public static void Change(Span<byte> mask, int width, bool thicker)
    {
        byte[] old = mask.ToArray();
        int height = mask.Length / width;
        for (int y = 1; y < height - 1; y++)
            for (int x = 1; x < width - 1; x++)
            {
                int i = (y * width) + x;
                byte value = old[i];
                foreach (int other in (ReadOnlySpan<int>)[i - 1, i + 1, i - width, i + width])
                    value = thicker ? Math.Max(value, old[other]) : Math.Min(value, old[other]);
                mask[i] = value;
            }
    }
}
