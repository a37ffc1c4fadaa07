using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Names colours of pixels after the table's light is divided out, by distance in CIE Lab to typical shades of each name.
/// </summary>
internal static class ColourNamer
{
    // Several shades for a name: sRGB, as people use the names (Berlin and Kay's eleven terms, plus beige and cyan).
    private static readonly (string Name, int Rgb)[] Shades =
    [
        ("red", 0xC4261D), ("red", 0x8E1A16), ("red", 0xE03C30), ("red", 0x701414), ("red", 0xB02A3A),
        ("orange", 0xE6781A), ("orange", 0xF09A30), ("orange", 0xC85F14), ("orange", 0xD8861E), ("orange", 0xB25A18),
        ("yellow", 0xE6C71C), ("yellow", 0xF2DE5A), ("yellow", 0xC4A417), ("yellow", 0xC8D82A), ("yellow", 0xD9B429), ("yellow", 0x96801A),
        ("green", 0x2F9A3C), ("green", 0x1F5F2E), ("green", 0x8FBF2A), ("green", 0x6FBF6A), ("green", 0x4A6A2A), ("green", 0xA9BF4A), ("green", 0x38B050), ("green", 0x123F20), ("green", 0x6E8F22),
        ("cyan", 0x2AB8B0), ("cyan", 0x1F7F80), ("cyan", 0x6AD8D8), ("cyan", 0x25A09A),
        ("blue", 0x2554C4), ("blue", 0x183A86), ("blue", 0x6FB2E6), ("blue", 0x3F86D8), ("blue", 0x122A60), ("blue", 0x4F70E0),
        ("purple", 0x7B309C), ("purple", 0x4E1F66), ("purple", 0xA57BE0), ("purple", 0x6A1F56), ("purple", 0x9A50B8), ("purple", 0x4A1838),
        ("pink", 0xF06AA0), ("pink", 0xF2A0C0), ("pink", 0xC84A80), ("pink", 0xE88AA0), ("pink", 0xA04068),
        ("brown", 0x7A4922), ("brown", 0x4A2C16), ("brown", 0x6A3D1C), ("brown", 0x8F6440), ("brown", 0x59402C),
        ("beige", 0xEFE2B8), ("beige", 0xD8C49A), ("beige", 0xC8AE88), ("beige", 0xA89474),
        ("black", 0x101012), ("black", 0x222225), ("black", 0x303034),
        ("white", 0xF4F4F2), ("white", 0xE2E2DE), ("white", 0xD0D2D4), ("white", 0xFFFFFF),
        ("grey", 0xB4B8BD), ("grey", 0x8A8E92), ("grey", 0x606468), ("grey", 0x484B50),

        // The usual shades of the vocabulary's other words: crimson, burgundy; amber; gold, mustard; emerald, olive; teal, turquoise,
        // aquamarine; navy, azure, sky blue; violet, lilac, lavender, indigo; rose, salmon; chocolate; tan, sand, ivory; silver.
        ("red", 0xDC143C), ("red", 0x800020), ("orange", 0xFFBF00), ("yellow", 0xFFD700), ("yellow", 0xFFDB58), ("green", 0x50C878), ("green", 0x808000),
        ("cyan", 0x008080), ("cyan", 0x40E0D0), ("cyan", 0x7FFFD4), ("blue", 0x000080), ("blue", 0x007FFF), ("blue", 0x87CEEB),
        ("purple", 0x8F00FF), ("purple", 0xC8A2C8), ("purple", 0xB57EDC), ("purple", 0x4B0082), ("pink", 0xFF007F), ("pink", 0xFA8072), ("pink", 0xE9967A),
        ("brown", 0x7B3F00), ("beige", 0xD2B48C), ("beige", 0xC2B280), ("beige", 0xFFFFF0), ("grey", 0xC0C0C0),
    ];

    // Squared distances in Lab, about 11 units to tell names apart and 21 for people to still accept the second name.
    private const float Sharpness = 120;
    private const float Colourless = 10;
    private const float Tolerance = 450;

    private static readonly (int Name, float L, float A, float B)[] Anchors = [.. Shades.Select(s =>
    {
        (float l, float a, float b) = ToLab((s.Rgb >> 16) & 255, (s.Rgb >> 8) & 255, s.Rgb & 255);
        return (IndexOf(s.Name), l, a, b);
    })];

    private static int IndexOf(string name) => AttributeNames.Colours.ToList().IndexOf(name);

    /// <summary>Converts sRGB to CIE Lab under D65.</summary>
    /// <param name="r">Range: 0 to 255.</param>
    /// <param name="g">Range: 0 to 255.</param>
    /// <param name="b">Range: 0 to 255.</param>
    public static (float L, float A, float B) ToLab(double r, double g, double b)
    {
        double lr = Linear(r / 255), lg = Linear(g / 255), lb = Linear(b / 255);
        double x = ((0.4124 * lr) + (0.3576 * lg) + (0.1805 * lb)) / 0.9505;
        double y = (0.2126 * lr) + (0.7152 * lg) + (0.0722 * lb);
        double z = ((0.0193 * lr) + (0.1192 * lg) + (0.9505 * lb)) / 1.089;
        double fx = Root(x), fy = Root(y), fz = Root(z);
        return ((float)((116 * fy) - 16), (float)(500 * (fx - fy)), (float)(200 * (fy - fz)));
    }

    /// <summary>Returns how far a colour is called by each name; the shares sum to 1.</summary>
    /// <param name="l">Lightness of CIE Lab.</param>
    /// <param name="a">Component of CIE Lab.</param>
    /// <param name="b">Component of CIE Lab.</param>
    /// <param name="shares">Shape: [13]. Order: <see cref="AttributeNames.Colours"/>. Written.</param>
    /// <param name="fits">How well each name would do: 1 for the best, less for what another person may say. Shape: [13]. Written.</param>
    public static void Name(float l, float a, float b, Span<float> shares, Span<float> fits)
    {
        Span<float> nearest = stackalloc float[shares.Length];
        nearest.Fill(float.MaxValue);
        // Shading changes lightness more than hue, so that it counts less; but only lightness tells white, grey and black apart.
        float weight = (a * a) + (b * b) < Colourless * Colourless ? 0.8f : 0.2f;
        foreach ((int name, float sl, float sa, float sb) in Anchors)
        {
            float d = (weight * (l - sl) * (l - sl)) + ((a - sa) * (a - sa)) + ((b - sb) * (b - sb));
            nearest[name] = Math.Min(nearest[name], d);
        }

        float best = float.MaxValue, sum = 0;
        foreach (float d in nearest)
            best = Math.Min(best, d);
        for (int i = 0; i < shares.Length; i++)
        {
            sum += shares[i] = MathF.Exp((best - nearest[i]) / Sharpness);
            fits[i] = MathF.Exp((best - nearest[i]) / Tolerance);
        }

        for (int i = 0; i < shares.Length; i++)
            shares[i] /= sum;
    }

    private static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
}
