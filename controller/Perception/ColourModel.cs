using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>How often each colour occurs on one object: a histogram of chromaticity and brightness.</summary>
internal sealed class ColourModel
{
    private const int ChromaBins = 12;
    private const int BrightnessBins = 4;
    private readonly int[] _counts = new int[ChromaBins * ChromaBins * BrightnessBins];
    private int _total;

    /// <summary>Learns the colours of some pixels.</summary>
    /// <param name="picture">HWC, RGB, uint8.</param>
    /// <param name="indices">The pixels' indices, row by row.</param>
    public static ColourModel Learn(ImageRgb picture, IEnumerable<int> indices)
    {
        var model = new ColourModel();
        foreach (int index in indices)
        {
            model._counts[Bin(picture.Pixels, index)]++;
            model._total++;
        }

        return model;
    }

    /// <summary>Returns how many learned pixels have the colour of a pixel.</summary>
    public int Count(ImageRgb picture, int index) => _counts[Bin(picture.Pixels, index)];

    /// <summary>Returns the share of the learned pixels that have the colour of a pixel. Range: [0, 1].</summary>
    public double Share(ImageRgb picture, int index) => (double)Count(picture, index) / Math.Max(1, _total);

    /// <summary>Returns how much two histograms have in common. Range: [0, 1].</summary>
    public double Likeness(ColourModel other)
    {
        double common = 0;
        for (int i = 0; i < _counts.Length; i++)
            common += Math.Min((double)_counts[i] / Math.Max(1, _total), (double)other._counts[i] / Math.Max(1, other._total));
        return common;
    }

    private static int Bin(byte[] pixels, int index)
    {
        int r = pixels[3 * index], g = pixels[(3 * index) + 1], b = pixels[(3 * index) + 2];
        // The offset keeps the chromaticity of dark pixels, which is mostly noise, near grey.
        int sum = r + g + b + 30;
        int red = Math.Min(ChromaBins - 1, (r + 10) * ChromaBins / sum), green = Math.Min(ChromaBins - 1, (g + 10) * ChromaBins / sum);
        return (((Math.Max(r, Math.Max(g, b)) * BrightnessBins / 256) * ChromaBins) + red) * ChromaBins + green;
    }
}
