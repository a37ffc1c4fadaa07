using DexGrasp.Core.Images;
using OpenCvSharp;

namespace DexGrasp.App.Features;

/// <summary>
/// Draws what patches' features have in common, as the DINOv2 paper does (arXiv 2304.07193): on the left the picture, on the right each
/// patch in the colour of its first three principal components. Patches of one colour have features alike.
/// </summary>
internal static class FeaturePicture
{
    /// <summary>Components that become red, green and blue.</summary>
    public const int Colours = 3;

    private const int Gap = 8;

    // The few patches that lie far out would leave no colours for the others.
    private const double Tail = 0.01;

    /// <summary>Draws.</summary>
    /// <param name="picture">That was encoded.</param>
    /// <param name="rows">Rows of patches.</param>
    /// <param name="columns">Patches of a row.</param>
    /// <param name="components">Of the patches, at least <see cref="Colours"/>.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(ImageRgb picture, int rows, int columns, PrincipalComponents components)
    {
        var cells = new byte[rows * columns * Colours];
        for (int c = 0; c < Colours; c++)
            Fill(components.Scores[c], cells, c);
        using Mat plain = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, picture.Pixels);
        using Mat small = Mat.FromPixelData(rows, columns, MatType.CV_8UC3, cells);
        using var large = new Mat();
        Cv2.Resize(small, large, plain.Size(), 0, 0, InterpolationFlags.Nearest);
        using var gap = new Mat(picture.Height, Gap, MatType.CV_8UC3, Scalar.All(255));
        using var both = new Mat();
        Cv2.HConcat([plain, gap, large], both);
        Cv2.CvtColor(both, both, ColorConversionCodes.RGB2BGR);
        Cv2.ImEncode(".png", both, out byte[] png);
        return png;
    }

    private static void Fill(double[] scores, byte[] cells, int colour)
    {
        double[] sorted = [.. scores.Order()];
        double low = sorted[(int)(Tail * (sorted.Length - 1))], high = sorted[(int)Math.Ceiling((1 - Tail) * (sorted.Length - 1))];
        for (int i = 0; i < scores.Length; i++)
            cells[(Colours * i) + colour] = high > low ? (byte)Math.Round(255 * Math.Clamp((scores[i] - low) / (high - low), 0, 1)) : (byte)0;
    }
}
