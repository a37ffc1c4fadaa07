using System.Runtime.InteropServices;
using DexGrasp.App.Cli;
using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.App.Features;

/// <summary>Pictures from files.</summary>
internal static class PictureFile
{
    /// <summary>Reads a picture: PNG, JPEG and what else OpenCV reads.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it is no picture.</exception>
    public static ImageRgb Read(string path)
    {
        if (!File.Exists(path))
            throw new UserErrorException($"There is no picture {path}.", "Give a PNG or JPEG file with --picture.");
        using Mat read = Cv2.ImRead(path, ImreadModes.Color);
        if (read.Empty())
            throw new UserErrorException($"{path} is no picture that can be read.", "Give a PNG or JPEG file with --picture.");
        using var rgb = new Mat();
        Cv2.CvtColor(read, rgb, ColorConversionCodes.BGR2RGB);
        var pixels = new byte[3 * rgb.Width * rgb.Height];
        Marshal.Copy(rgb.Data, pixels, 0, pixels.Length);
        return new ImageRgb(rgb.Width, rgb.Height, pixels);
    }
}
