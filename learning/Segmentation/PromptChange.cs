using DexGrasp.Learning.Samples;

namespace DexGrasp.Learning.Segmentation;

/// <summary>Makes prompts as bad as a planner's boxes and a tracker's earlier masks are. Unit: policy px.</summary>
internal static class PromptChange
{
    private const int Side = SampleLayout.HeadSide;
    private const byte Full = 255;

    /// <summary>Writes a filled box around a mask, each side moved by about a tenth of the object; nothing around an empty mask.</summary>
    public static void Box(ReadOnlySpan<byte> mask, Random random, Span<byte> into)
    {
        (int left, int top, int right, int bottom) = Bounds(mask);
        into.Clear();
        if (right <= left)
            return;
        double width = right - left, height = bottom - top;
        int Jitter(double size) => (int)Math.Round((0.5 + (0.06 * size)) * Gaussian.Next(random));
        (left, right) = (Math.Clamp(left + Jitter(width), 0, Side - 1), Math.Clamp(right + Jitter(width), 1, Side));
        (top, bottom) = (Math.Clamp(top + Jitter(height), 0, Side - 1), Math.Clamp(bottom + Jitter(height), 1, Side));
        for (int y = top; y < bottom; y++)
            if (right > left)
                into.Slice((y * Side) + left, right - left).Fill(Full);
    }

    /// <summary>Moves a mask, makes it thicker or thinner, and now and then cuts a piece off, punches a hole or lets it leak.</summary>
    public static void Spoil(Span<byte> mask, Random random)
    {
        byte[] old = mask.ToArray();
        EarlierMask.Shift(old, Few(random, 1.2), Few(random, 1.2), mask);
        for (int rims = random.NextDouble() < 0.5 ? 0 : random.Next(1, 3), thicker = random.Next(2); rims > 0; rims--)
            MaskRim.Change(mask, Side, thicker == 1);
        (int left, int top, int right, int bottom) = Bounds(mask);
        if (right <= left)
            return;
        if (random.NextDouble() < 0.2)
            Cut(mask, random, left, top, right, bottom);
        if (random.NextDouble() < 0.2)
            Fill(mask, random.Next(left, right), random.Next(top, bottom), random.Next(2, 8), random.Next(2, 8), 0);
        if (random.NextDouble() < 0.15)
            Fill(mask, random.Next(left - 6, right + 3), random.Next(top - 6, bottom + 3), random.Next(3, 9), random.Next(3, 9), Full);
    }

    /// <summary>Returns the bounds of the pixels that count, half-open; empty where there is none.</summary>
    public static (int Left, int Top, int Right, int Bottom) Bounds(ReadOnlySpan<byte> mask)
    {
        int left = Side, top = Side, right = 0, bottom = 0;
        for (int i = 0; i < mask.Length; i++)
            if (mask[i] >= 128)
            {
                (int y, int x) = Math.DivRem(i, Side);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            }

        return (left, top, right, bottom);
    }

    private static int Few(Random random, double spread) => (int)Math.Round(spread * Gaussian.Next(random));

    private static void Cut(Span<byte> mask, Random random, int left, int top, int right, int bottom)
    {
        double angle = random.NextDouble() * 2 * Math.PI, dx = Math.Cos(angle), dy = Math.Sin(angle);
        double middleX = (left + right) / 2.0, middleY = (top + bottom) / 2.0, keeps = (random.NextDouble() - 0.3) * Math.Min(right - left, bottom - top) / 2;
        for (int i = 0; i < mask.Length; i++)
            if (((i % Side) - middleX) * dx + (((i / Side) - middleY) * dy) > keeps)
                mask[i] = 0;
    }

    private static void Fill(Span<byte> mask, int left, int top, int width, int height, byte value)
    {
        for (int y = Math.Max(0, top); y < Math.Min(Side, top + height); y++)
            for (int x = Math.Max(0, left); x < Math.Min(Side, left + width); x++)
                mask[(y * Side) + x] = value;
    }
}
