using DexGrasp.Controller.Policy;

namespace DexGrasp.Learning.Samples;

/// <summary>Makes a mask a pixel thicker or thinner, as segmenters do.</summary>
internal static class MaskRim
{
    public static void Change(ReducedPicture picture, bool thicker)
    {
        byte[] old = [.. picture.Mask];
        int w = picture.Width, h = picture.Height;
        for (int y = 1; y < h - 1; y++)
            for (int x = 1; x < w - 1; x++)
            {
                int i = (y * w) + x;
                byte value = old[i];
                foreach (int other in (ReadOnlySpan<int>)[i - 1, i + 1, i - w, i + w])
                    value = thicker ? Math.Max(value, old[other]) : Math.Min(value, old[other]);
                picture.Mask[i] = value;
            }
    }
}
