using System.Runtime.Intrinsics;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// The readings of a depth camera away from edges. Sixteen pixels at once where the processor can, by the same operations in the same
/// order as one at a time, so that the bits are the same everywhere.
/// </summary>
internal static class DepthReadings
{
    private const int Block = 16;

    /// <summary>Measures a picture.</summary>
    /// <param name="noise">The camera's errors.</param>
    /// <param name="exact">Unit: m; 0 = nothing there.</param>
    /// <param name="readings">Shape: as <paramref name="exact"/>. Unit: m; 0 = no reading. Written.</param>
    /// <param name="seed">Decides the noise.</param>
    public static void Measure(DepthNoise noise, ReadOnlySpan<float> exact, Span<float> readings, ulong seed)
    {
        int done = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; done <= exact.Length - Block; done += Block)
            {
                Vector512<float> z = Vector512.LoadUnsafe(in exact[done]);
                Vector512<double> low = Eight(noise, Vector512.WidenLower(z), PixelRandom.EightAt(seed, done));
                Vector512<double> high = Eight(noise, Vector512.WidenUpper(z), PixelRandom.EightAt(seed, done + (Block / 2)));
                Vector512.Narrow(low, high).StoreUnsafe(ref readings[done]);
            }

        for (; done < exact.Length; done++)
            readings[done] = One(noise, exact[done], PixelRandom.At(seed, done));
    }

    private static Vector512<double> Eight(DepthNoise noise, Vector512<double> z, Vector512<ulong> random)
    {
        Vector512<double> inRange = Vector512.GreaterThanOrEqual(z, Vector512.Create(noise.MinRangeM))
            & Vector512.LessThanOrEqual(z, Vector512.Create(noise.MaxRangeM)) & Vector512.GreaterThan(z, Vector512<double>.Zero);
        Vector512<double> reading = z + ((Vector512.Create(noise.SigmaM) + (Vector512.Create(noise.SigmaPerM) * z * z)) * PixelRandom.Gaussian(random));
        if (noise.StepM > 0)
            reading = Vector512.Round(reading / noise.StepM) * noise.StepM;
        return reading & inRange;
    }

    private static float One(DepthNoise noise, double z, ulong random)
    {
        if (z < noise.MinRangeM || z > noise.MaxRangeM || z <= 0)
            return 0;
        z += (noise.SigmaM + (noise.SigmaPerM * z * z)) * PixelRandom.Gaussian(random);
        return (float)(noise.StepM > 0 ? Math.Round(z / noise.StepM) * noise.StepM : z);
    }
}
