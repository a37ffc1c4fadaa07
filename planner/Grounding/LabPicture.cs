using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>Turns a picture into CIE Lab.</summary>
internal static class LabPicture
{
    /// <summary>Returns the Lab values of each pixel. Shape: [pixels x 3].</summary>
    /// <param name="picture">HWC, RGB, uint8.</param>
    /// <param name="gains">What each channel is multiplied by first, as <see cref="GreyCard"/> says.</param>
    /// <param name="wanted">Pixels to convert; the others stay 0.</param>
    public static float[] Of(ImageRgb picture, (double R, double G, double B) gains, Func<int, bool> wanted)
    {
        int count = picture.Width * picture.Height;
        var lab = new float[count * 3];
        var known = new Dictionary<int, (float L, float A, float B)>();
        for (int i = 0; i < count; i++)
        {
            if (!wanted(i))
                continue;
            // Six bits are enough for names, and few distinct colours make this fast.
            byte r = picture.Pixels[3 * i], g = picture.Pixels[(3 * i) + 1], b = picture.Pixels[(3 * i) + 2];
            int key = ((r >> 2) << 12) | ((g >> 2) << 6) | (b >> 2);
            if (!known.TryGetValue(key, out (float L, float A, float B) value))
                known[key] = value = ColourNamer.ToLab(Gained(r, gains.R), Gained(g, gains.G), Gained(b, gains.B));
            (lab[3 * i], lab[(3 * i) + 1], lab[(3 * i) + 2]) = value;
        }

        return lab;
    }

    private static double Gained(byte value, double gain) => Math.Min(255, ((value & 252) + 2) * gain);
}
