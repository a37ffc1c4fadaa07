using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>Measures and moves masks.</summary>
internal static class MaskBounds
{
    /// <summary>Returns the tight box around a mask's pixels; null for an empty mask. Unit: px.</summary>
    public static BoundingBox? Of(Mask mask)
    {
        int left = mask.Width, top = mask.Height, right = 0, bottom = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            ReadOnlySpan<byte> row = mask.Pixels.AsSpan(y * mask.Width, mask.Width);
            int first = row.IndexOfAnyExcept((byte)0);
            if (first < 0)
                continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyExcept((byte)0) + 1));
            (top, bottom) = (Math.Min(top, y), y + 1);
        }

        return right > 0 ? new BoundingBox(left, top, right, bottom) : null;
    }

    /// <summary>Returns a mask moved by whole pixels; what leaves the picture is cut off.</summary>
    public static Mask Shifted(Mask mask, int right, int down)
    {
        var pixels = new byte[mask.Pixels.Length];
        int from = Math.Max(0, -right), count = mask.Width - Math.Abs(right);
        for (int y = Math.Max(0, -down); count > 0 && y < mask.Height && y + down < mask.Height; y++)
            mask.Pixels.AsSpan((y * mask.Width) + from, count).CopyTo(pixels.AsSpan(((y + down) * mask.Width) + from + right));
        return new Mask(mask.Width, mask.Height, pixels);
    }
}
