using System.Runtime.InteropServices;
using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>JPEG colour and PNG depth by OpenCV. Decoders look at the size in the file's own header first, so that a small file cannot unpack to a huge picture.</summary>
internal static class PixelCodec
{
    private const double MillimetresPerMetre = 1000;

    public static byte[] ToJpeg(ImageRgb image, int quality)
    {
        using Mat rgb = Mat.FromPixelData(image.Height, image.Width, MatType.CV_8UC3, image.Pixels);
        using var bgr = new Mat();
        Cv2.CvtColor(rgb, bgr, ColorConversionCodes.RGB2BGR);
        Cv2.ImEncode(".jpg", bgr, out byte[] bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return bytes;
    }

    public static byte[] ToPng(DepthImage depth)
    {
        var millimetres = new ushort[depth.DepthM.Length];
        for (int i = 0; i < millimetres.Length; i++)
        {
            double value = Math.Round(depth.DepthM[i] * MillimetresPerMetre);
            millimetres[i] = value is >= 0 and <= ushort.MaxValue ? (ushort)value : (ushort)0;
        }

        using Mat mat = Mat.FromPixelData(depth.Height, depth.Width, MatType.CV_16UC1, millimetres);
        Cv2.ImEncode(".png", mat, out byte[] bytes, new ImageEncodingParam(ImwriteFlags.PngCompression, 1));
        return bytes;
    }

    public static string? FromJpeg(ReadOnlyMemory<byte> bytes, int width, int height, out ImageRgb? image)
    {
        image = null;
        if (JpegSize(bytes.Span) != (width, height))
            return $"The colour picture is no JPEG of {width} x {height} px.";
        using Mat? mat = Decode(bytes.Span, ImreadModes.Color);
        if (mat is null || mat.Cols != width || mat.Rows != height || mat.Type() != MatType.CV_8UC3)
            return "The JPEG cannot be decoded.";
        Cv2.CvtColor(mat, mat, ColorConversionCodes.BGR2RGB);
        var pixels = new byte[width * height * 3];
        Marshal.Copy(mat.Data, pixels, 0, pixels.Length);
        image = new ImageRgb(width, height, pixels);
        return null;
    }

    public static string? FromPng(ReadOnlyMemory<byte> bytes, int width, int height, out DepthImage? depth)
    {
        depth = null;
        if (PngSize(bytes.Span) != (width, height))
            return $"The depth picture is no PNG of {width} x {height} px.";
        using Mat? mat = Decode(bytes.Span, ImreadModes.AnyDepth);
        if (mat is null || mat.Cols != width || mat.Rows != height || mat.Type() != MatType.CV_16UC1)
            return "The depth picture cannot be decoded as 16-bit PNG.";
        mat.GetArray(out ushort[] millimetres);
        depth = new DepthImage(width, height, Array.ConvertAll(millimetres, mm => (float)(mm / MillimetresPerMetre)));
        return null;
    }

    private static Mat? Decode(ReadOnlySpan<byte> bytes, ImreadModes mode)
    {
        try
        {
            return Cv2.ImDecode(bytes, mode);
        }
        catch (OpenCVException)
        {
            return null;
        }
    }

    private static (int Width, int Height) PngSize(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        return bytes.Length < 33 || !bytes.StartsWith(signature) ? default
            : ((bytes[16] << 24) | (bytes[17] << 16) | (bytes[18] << 8) | bytes[19], (bytes[20] << 24) | (bytes[21] << 16) | (bytes[22] << 8) | bytes[23]);
    }

    // Walks the segments to the start of frame, which holds the size (ITU-T T.81, B.2.2).
    private static (int Width, int Height) JpegSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
            return default;
        for (int at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            int marker = bytes[at + 1], length = (bytes[at + 2] << 8) | bytes[at + 3];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return ((bytes[at + 7] << 8) | bytes[at + 8], (bytes[at + 5] << 8) | bytes[at + 6]);
            at += length + 2;
        }

        return default;
    }
}
