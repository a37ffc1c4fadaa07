using System.Security.Cryptography;
using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>A picture as it is sent: made smaller where the model asks for that, and encoded.</summary>
/// <param name="Name">What the model is told that it shows.</param>
/// <param name="Bytes">The file.</param>
/// <param name="MediaType">"image/jpeg" or "image/png".</param>
/// <param name="Sent">Size as sent. Unit: px.</param>
/// <param name="Camera">Size of the camera's picture. Unit: px.</param>
/// <param name="Sha256">Of the file, in lower-case hexadecimal digits.</param>
internal sealed record VlmPicture(string Name, byte[] Bytes, string MediaType, (int Width, int Height) Sent, (int Width, int Height) Camera, string Sha256)
{
    private const int Lossless = 101;

    public static VlmPicture Of(string name, ImageRgb picture, VlmOptions options)
    {
        double scale = Math.Min(1, options.LongestSidePx / (double)Math.Max(picture.Width, picture.Height));
        var size = new Size(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        using Mat rgb = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, picture.Pixels);
        using var bgr = new Mat();
        Cv2.CvtColor(rgb, bgr, ColorConversionCodes.RGB2BGR);
        if (scale < 1)
            Cv2.Resize(bgr, bgr, size, 0, 0, InterpolationFlags.Area);
        bool isPng = options.PictureQuality >= Lossless;
        Cv2.ImEncode(
            isPng ? ".png" : ".jpg", bgr, out byte[] bytes,
            isPng ? new ImageEncodingParam(ImwriteFlags.PngCompression, 3) : new ImageEncodingParam(ImwriteFlags.JpegQuality, options.PictureQuality));
        return new VlmPicture(
            name, bytes, isPng ? "image/png" : "image/jpeg", (size.Width, size.Height), (picture.Width, picture.Height), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
