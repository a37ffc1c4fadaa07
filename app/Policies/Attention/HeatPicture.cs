using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.App.Policies.Attention;

/// <summary>Draws where attention goes over a part of a picture: on the left the picture, on the right the same in grey with the attention in colour.</summary>
internal static class HeatPicture
{
    private const int Gap = 8;
    private const float MostTimesEven = 2;

    /// <summary>Draws.</summary>
    /// <param name="picture">What was looked at.</param>
    /// <param name="window">Part of it; what lies outside the picture is black. Unit: px.</param>
    /// <param name="scale">By how much it is enlarged.</param>
    /// <param name="grid">Rows and columns of <paramref name="attention"/>.</param>
    /// <param name="attention">Row by row; blue is none, green as much as everywhere if it were even, red twice that or more.</param>
    /// <param name="mask">Outlined on both sides; null for none. Of the size of the picture.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(ImageRgb picture, Rect window, int scale, (int Rows, int Columns) grid, ReadOnlySpan<float> attention, Mask? mask)
    {
        var size = new Size(window.Width * scale, window.Height * scale);
        using Mat plain = Cut(picture, window, size);
        using var grey = new Mat();
        Cv2.CvtColor(plain, grey, ColorConversionCodes.BGR2GRAY);
        using var seen = new Mat();
        Cv2.CvtColor(grey, seen, ColorConversionCodes.GRAY2BGR);
        using Mat heat = Heat(grid, attention, size);
        Cv2.AddWeighted(seen, 0.6, heat, 0.4, 0, seen);
        if (mask is not null)
        {
            Outline(plain, mask, window, size);
            Outline(seen, mask, window, size);
        }

        using var gap = new Mat(size.Height, Gap, MatType.CV_8UC3, Scalar.All(255));
        using var both = new Mat();
        Cv2.HConcat([plain, gap, seen], both);
        Cv2.ImEncode(".png", both, out byte[] png);
        return png;
    }

    private static Mat Cut(ImageRgb picture, Rect window, Size size)
    {
        using Mat whole = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, picture.Pixels);
        using var cut = new Mat(window.Height, window.Width, MatType.CV_8UC3, Scalar.All(0));
        Rect inside = window & new Rect(0, 0, picture.Width, picture.Height);
        if (inside.Width > 0 && inside.Height > 0)
        {
            using var from = new Mat(whole, inside);
            using var to = new Mat(cut, new Rect(inside.X - window.X, inside.Y - window.Y, inside.Width, inside.Height));
            from.CopyTo(to);
        }

        var large = new Mat();
        Cv2.Resize(cut, large, size, 0, 0, InterpolationFlags.Linear);
        Cv2.CvtColor(large, large, ColorConversionCodes.RGB2BGR);
        return large;
    }

    private static Mat Heat((int Rows, int Columns) grid, ReadOnlySpan<float> attention, Size size)
    {
        float even = 1e-9f;
        foreach (float a in attention)
            even += a / attention.Length;
        var cells = new byte[attention.Length];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = (byte)Math.Round(255 * Math.Min(1, attention[i] / (MostTimesEven * even)));
        using Mat small = Mat.FromPixelData(grid.Rows, grid.Columns, MatType.CV_8UC1, cells);
        using var large = new Mat();
        Cv2.Resize(small, large, size, 0, 0, InterpolationFlags.Linear);
        var heat = new Mat();
        Cv2.ApplyColorMap(large, heat, ColormapTypes.Turbo);
        return heat;
    }

    private static void Outline(Mat on, Mask mask, Rect window, Size size)
    {
        byte[] pixels = new byte[window.Width * window.Height];
        for (int y = 0; y < window.Height; y++)
            for (int x = 0; x < window.Width; x++)
                if (window.X + x is var px && window.Y + y is var py && px >= 0 && py >= 0 && px < mask.Width && py < mask.Height && mask[px, py])
                    pixels[(y * window.Width) + x] = 255;
        using Mat small = Mat.FromPixelData(window.Height, window.Width, MatType.CV_8UC1, pixels);
        using var large = new Mat();
        Cv2.Resize(small, large, size, 0, 0, InterpolationFlags.Nearest);
        Cv2.FindContours(large, out Point[][] contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        Cv2.DrawContours(on, contours, -1, Scalar.All(255), 1, LineTypes.AntiAlias);
    }
}
