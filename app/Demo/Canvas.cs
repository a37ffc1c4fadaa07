using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.App.Demo;

/// <summary>A picture to draw on. Colours and pixels are RGB throughout, so nothing is swapped on the way to the video.</summary>
internal sealed class Canvas(int width, int height) : IDisposable
{
    private readonly Mat _picture = new(height, width, MatType.CV_8UC3, Scalar.All(0));

    public int Width => width;

    public int Height => height;

    /// <summary>Gets the pixels. Shape: [height x width x 3], RGB, uint8. Valid until disposed.</summary>
    public unsafe ReadOnlySpan<byte> Pixels => new(_picture.DataPointer, width * height * 3);

    public void Clear(Scalar color) => _picture.SetTo(color);

    public void Fill(Rect area, Scalar color) => Cv2.Rectangle(_picture, area, color, -1);

    public void Outline(Rect area, Scalar color, int thickness = 1) => Cv2.Rectangle(_picture, area, color, thickness, LineTypes.AntiAlias);

    public void Line(int x0, int y0, int x1, int y1, Scalar color, int thickness = 1) =>
        Cv2.Line(_picture, new Point(x0, y0), new Point(x1, y1), color, thickness, LineTypes.AntiAlias);

    /// <summary>Writes one line, cut to a width. The font knows ASCII only; other letters become their nearest.</summary>
    public void Text(string text, int x, int baseline, double scale, Scalar color, int maxWidth, bool bold = false)
    {
        if (text.Length == 0)
            return;
        string shown = Ascii(text);
        while (shown.Length > 3 && Cv2.GetTextSize(shown, HersheyFonts.HersheySimplex, scale, bold ? 2 : 1, out _).Width > maxWidth)
            shown = shown[..Math.Max(0, shown.Length - 4)] + "...";
        Cv2.PutText(_picture, shown, new Point(x, baseline), HersheyFonts.HersheySimplex, scale, color, bold ? 2 : 1, LineTypes.AntiAlias);
    }

    /// <summary>Draws a picture scaled into an area.</summary>
    public void Image(ImageRgb image, Rect area)
    {
        using Mat source = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, image.Pixels);
        using var target = new Mat(_picture, area);
        Cv2.Resize(source, target, area.Size, 0, 0, image.Width > area.Width ? InterpolationFlags.Area : InterpolationFlags.Linear);
    }

    /// <summary>Tints the pixels of a mask, scaled into an area, and draws its outline.</summary>
    public void Tint(Mask mask, Rect area, Scalar color)
    {
        using Mat source = Mat.FromPixelData(mask.Height, mask.Width, MatType.CV_8UC1, mask.Pixels);
        using var scaled = new Mat();
        Cv2.Resize(source, scaled, area.Size, 0, 0, InterpolationFlags.Nearest);
        using var target = new Mat(_picture, area);
        using var flat = new Mat(area.Size, MatType.CV_8UC3, color);
        using var blended = new Mat();
        Cv2.AddWeighted(target, 0.6, flat, 0.4, 0, blended);
        blended.CopyTo(target, scaled);
        Cv2.FindContours(scaled, out Point[][] contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        Cv2.DrawContours(target, contours, -1, color, 1, LineTypes.AntiAlias);
    }

    /// <summary>Returns the whole picture as JPEG.</summary>
    public byte[] ToJpeg()
    {
        using var swapped = new Mat();
        Cv2.CvtColor(_picture, swapped, ColorConversionCodes.RGB2BGR);
        Cv2.ImEncode(".jpg", swapped, out byte[] bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, 85));
        return bytes;
    }

    public void Dispose() => _picture.Dispose();

    private static string Ascii(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
            span[i] = source[i] switch
            {
                '\u2018' or '\u2019' => '\'',
                '\u201c' or '\u201d' => '"',
                '\u2013' or '\u2014' => '-',
                < ' ' => ' ',
                < '\u007f' => source[i],
                _ => '?',
            };
    });
}
