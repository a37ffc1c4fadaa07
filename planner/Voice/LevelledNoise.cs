namespace DexGrasp.Planner.Voice;

/// <summary>
/// Puts the same faint noise under every utterance. How well a sentence fits depends on the noise under it far more than on the
/// sentence: in a silent room scores scatter, and only with a floor of known height they can be compared with one limit.
/// </summary>
internal static class LevelledNoise
{
    private const int Frame = WavFile.Rate / 100;
    private const double LoudBelowPeak = 300;
    private const double LoudOverQuiet = 2.5;

    /// <summary>Returns the sound with noise under it; equal sound gives equal results.</summary>
    /// <param name="samples">16 kHz.</param>
    /// <param name="belowDb">How far the noise is below the mean power of the loud frames. Unit: dB.</param>
    /// <param name="loudFrames">How many frames of 10 ms lie between the first and the last loud one.</param>
    public static short[] AddTo(ReadOnlySpan<short> samples, double belowDb, out int loudFrames)
    {
        int frames = samples.Length / Frame;
        var powers = new double[frames];
        for (int i = 0; i < frames; i++)
            foreach (short sample in samples.Slice(i * Frame, Frame))
                powers[i] += (double)sample * sample / Frame;
        double quiet = powers.Order().ElementAtOrDefault(frames / 10), least = Math.Max(powers.DefaultIfEmpty(0).Max() / LoudBelowPeak, LoudOverQuiet * quiet);
        int first = Array.FindIndex(powers, p => p >= least), last = Array.FindLastIndex(powers, p => p >= least);
        loudFrames = first < 0 ? 0 : last - first + 1;
        double speech = powers.Where(p => p >= least).DefaultIfEmpty(0).Average(), sigma = Math.Sqrt(speech / Math.Pow(10, belowDb / 10));
        var random = new Random(1);
        var result = new short[samples.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            result[i] = (short)Math.Clamp(Math.Round(samples[i] + (sigma * gauss)), short.MinValue, short.MaxValue);
        }

        return result;
    }
}
