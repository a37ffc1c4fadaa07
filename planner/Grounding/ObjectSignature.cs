using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Grounding;

/// <summary>What the noun network looks at: a small picture of one object, and numbers measured on it.</summary>
/// <param name="Crop">
/// The object alone, scaled to fill a square. Shape: [6 x 32 x 32], row 0 on top. Channels: mask; height above the table and distance
/// behind the object's middle, both in units of 0.1 m; CIE Lab, scaled to about -1 to 1. 0 outside of the object.
/// </param>
/// <param name="Numbers">Extents, outline, surface directions, colour shares. Shape: [53].</param>
public sealed record ObjectSignature(ReadOnlyMemory<float> Crop, ReadOnlyMemory<float> Numbers)
{
    /// <summary>Channels of the crop.</summary>
    public const int Channels = 6;

    /// <summary>Rows and columns of the crop. Unit: px.</summary>
    public const int Side = 32;

    /// <summary>Length of <see cref="Numbers"/>.</summary>
    public const int NumberCount = RegionFeatures.ShapeCount + 21;

    private const int MainShareNumber = 28;
    private const float Margin = 1.08f;

    /// <summary>Gets which numbers depend on how colours are named.</summary>
    public static IReadOnlyList<int> ColourNameNumbers { get; } = [MainShareNumber, .. Enumerable.Range(RegionFeatures.ShapeCount, Language.AttributeNames.Colours.Count)];

    internal static ObjectSignature Of(Surface surface, float[] lab, List<int> pixels, BoundingBox box, byte[] mask, RegionFeatures features, ViewFrame view)
    {
        var crop = new float[Channels * Side * Side];
        float side = Math.Max(box.Width, box.Height) * Margin, left = ((box.Left + box.Right) / 2f) - (side / 2), top = ((box.Top + box.Bottom) / 2f) - (side / 2);
        double middle = view.AwayM(features.Centre);
        for (int v = 0; v < Side; v++)
        {
            for (int u = 0; u < Side; u++)
            {
                int x = (int)MathF.Floor(left + ((u + 0.5f) * side / Side)), y = (int)MathF.Floor(top + ((v + 0.5f) * side / Side));
                if ((uint)x >= (uint)surface.Width || (uint)y >= (uint)surface.Height || mask[(y * surface.Width) + x] == 0)
                    continue;
                int i = (y * surface.Width) + x, at = (v * Side) + u;
                crop[at] = 1;
                Put(1, (surface.Z[i] - features.BottomM) * 10);
                Put(2, (view.AwayM(surface.Point(i)) - middle) * 10);
                Put(3, (lab[3 * i] - 50) / 50);
                Put(4, lab[(3 * i) + 1] / 50);
                Put(5, lab[(3 * i) + 2] / 50);

                void Put(int channel, double value) => crop[(channel * Side * Side) + at] = double.IsFinite(value) ? (float)Math.Clamp(value, -3, 3) : 0;
            }
        }

        return new ObjectSignature(crop, Measured(features, pixels.Count));
    }

    private static float[] Measured(RegionFeatures f, int pixels)
    {
        (double longM, double middleM, double shortM) = f.Extents;
        return
        [
            .. f.Shape, .. f.ColourShares, (float)(f.Lightness / 50) - 1, Log(longM), Log(middleM), Log(shortM), Log(f.HeightM), (float)f.BottomM * 10, (float)f.Handle,
            MathF.Log(pixels) / 2,
        ];
    }

    private static float Log(double metres) => (float)(Math.Log(Math.Max(metres, 0.003)) + 3);
}
