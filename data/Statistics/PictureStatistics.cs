namespace DexGrasp.Data.Statistics;

/// <summary>Statistics of a camera's pictures, channel by channel, from exact histograms of every pixel before compression.</summary>
internal sealed class PictureStatistics
{
    private const int Channels = 3;
    private const double Scale = 255;
    private readonly long[][] _histograms = [new long[256], new long[256], new long[256]];
    private long _frames;

    /// <summary>Counts a picture.</summary>
    /// <param name="rgb">Shape: [height x width x 3], RGB, uint8.</param>
    public void Add(ReadOnlySpan<byte> rgb)
    {
        long[] red = _histograms[0], green = _histograms[1], blue = _histograms[2];
        for (int i = 0; i + 2 < rgb.Length; i += Channels)
        {
            red[rgb[i]]++;
            green[rgb[i + 1]]++;
            blue[rgb[i + 2]]++;
        }

        _frames++;
    }

    /// <summary>Returns the statistics of all pictures so far; at least one.</summary>
    public FeatureStatistics Result()
    {
        double[] mean = [.. _histograms.Select(h => Sum(h, v => v) / h.Sum())];
        return new FeatureStatistics(
            [.. _histograms.Select(h => Array.FindIndex(h, n => n > 0) / Scale)],
            [.. _histograms.Select(h => Array.FindLastIndex(h, n => n > 0) / Scale)],
            mean,
            [.. _histograms.Select((h, c) => Math.Sqrt(Sum(h, v => (v - mean[c]) * (v - mean[c])) / h.Sum()))],
            _frames,
            [.. FeatureStatistics.Levels.Select(level => (IReadOnlyList<double>)[.. _histograms.Select(h => Quantile(h, level))])]);
    }

    private static double Sum(long[] histogram, Func<double, double> of)
    {
        double sum = 0;
        for (int i = 0; i < histogram.Length; i++)
            sum += histogram[i] * of(i / Scale);
        return sum;
    }

    private static double Quantile(long[] histogram, double level)
    {
        long wanted = (long)(level * (histogram.Sum() - 1)), seen = 0;
        for (int i = 0; i < histogram.Length; i++)
        {
            seen += histogram[i];
            if (seen > wanted)
                return i / Scale;
        }

        return 1;
    }
}
