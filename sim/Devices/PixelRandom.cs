namespace DexGrasp.Sim.Devices;

/// <summary>Fast random numbers for pixels: SplitMix64 (Steele, Lea, Flood 2014), one 64 bit number a pixel.</summary>
internal static class PixelRandom
{
    private const double GaussianScale = 1.7320508075688772 / 65536;
    private const double GaussianMean = 2 * 65535;

    /// <summary>Returns the next number of a sequence.</summary>
    public static ulong Next(ref ulong state) => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>Scatters the bits of a number.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Returns a nearly normal number from 64 random bits: the sum of four uniform ones. Mean 0, variance 1, within 3.5.</summary>
    public static double Gaussian(ulong bits) =>
        (((double)(ushort)bits + (ushort)(bits >> 16) + (ushort)(bits >> 32) + (ushort)(bits >> 48)) - GaussianMean) * GaussianScale;

    /// <summary>Returns a seed from parts.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="name">Of the camera.</param>
    /// <param name="time">Of the picture.</param>
    public static ulong Seed(ulong seed, string name, long time)
    {
        ulong hash = Mix(seed + 1);
        foreach (char c in name)
            hash = Mix(hash ^ c);
        return Mix(hash ^ (ulong)time);
    }
}
