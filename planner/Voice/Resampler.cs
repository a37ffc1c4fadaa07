namespace DexGrasp.Planner.Voice;

/// <summary>Changes the rate of sound by a windowed sinc; nothing above half of the lower rate comes through.</summary>
internal static class Resampler
{
    private const int Lobes = 16;

    /// <summary>Returns the same sound at another rate.</summary>
    /// <param name="samples">16 bit.</param>
    /// <param name="fromHz">Its rate. Range: above 0.</param>
    /// <param name="toHz">The rate wanted. Range: above 0.</param>
    public static short[] Convert(ReadOnlySpan<short> samples, int fromHz, int toHz)
    {
        if (fromHz == toHz)
            return samples.ToArray();
        double step = (double)fromHz / toHz, cutoff = Math.Min(1, 1 / step), reach = Lobes / cutoff;
        var result = new short[(int)((long)samples.Length * toHz / fromHz)];
        for (int i = 0; i < result.Length; i++)
        {
            double at = i * step, sum = 0, weight = 0;
            int first = Math.Max(0, (int)Math.Ceiling(at - reach)), last = Math.Min(samples.Length - 1, (int)Math.Floor(at + reach));
            for (int k = first; k <= last; k++)
            {
                double w = Weight((k - at) * cutoff);
                sum += w * samples[k];
                weight += w;
            }

            result[i] = (short)Math.Clamp(Math.Round(weight == 0 ? 0 : sum / weight), short.MinValue, short.MaxValue);
        }

        return result;
    }

    private static double Weight(double x)
    {
        if (Math.Abs(x) < 1e-9)
            return 1;
        double sinc = Math.Sin(Math.PI * x) / (Math.PI * x);
        return sinc * (0.5 + (0.5 * Math.Cos(Math.PI * x / Lobes)));
    }
}
