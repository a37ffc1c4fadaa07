using System.Runtime.Intrinsics;

namespace DexGrasp.Sim.Devices;

/// <summary>Fast random numbers for pixels: SplitMix64 (Steele, Lea, Flood 2014), one 64 bit number a pixel.</summary>
internal static class PixelRandom
{
    private const ulong Stride = 0x9E3779B97F4A7C15, First = 0xBF58476D1CE4E5B9, Second = 0x94D049BB133111EB;
    private const double GaussianScale = 1.7320508075688772 / 65536;
    private const double GaussianMean = 2 * 65535;

    /// <summary>Returns the next number of a sequence.</summary>
    public static ulong Next(ref ulong state) => Mix(state += Stride);

    /// <summary>Returns the number at a place of the sequence that begins with a seed.</summary>
    /// <param name="seed">State before the first number.</param>
    /// <param name="index">From 0.</param>
    public static ulong At(ulong seed, int index) => Mix(seed + (((ulong)index + 1) * Stride));

    /// <summary>Returns eight numbers of a sequence, the first of them at a place.</summary>
    /// <param name="seed">State before the first number.</param>
    /// <param name="index">From 0.</param>
    public static Vector512<ulong> EightAt(ulong seed, int index)
    {
        Vector512<ulong> z = (Vector512<ulong>.Indices * Stride) + Vector512.Create(seed + (((ulong)index + 1) * Stride));
        z = (z ^ (z >> 30)) * First;
        z = (z ^ (z >> 27)) * Second;
        return z ^ (z >> 31);
    }

    /// <summary>Scatters the bits of a number.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * First;
        z = (z ^ (z >> 27)) * Second;
        return z ^ (z >> 31);
    }

    /// <summary>Returns a nearly normal number from 64 random bits: the sum of four uniform ones. Mean 0, variance 1, within 3.5.</summary>
    public static double Gaussian(ulong bits) =>
        (((double)(ushort)bits + (ushort)(bits >> 16) + (ushort)(bits >> 32) + (ushort)(bits >> 48)) - GaussianMean) * GaussianScale;

    /// <summary>Returns eight nearly normal numbers, those of <see cref="Gaussian(ulong)"/>.</summary>
    public static Vector512<double> Gaussian(Vector512<ulong> bits)
    {
        Vector512<ulong> low = Vector512.Create(0xFFFFUL);
        Vector512<ulong> sum = (bits & low) + ((bits >> 16) & low) + ((bits >> 32) & low) + (bits >> 48);
        return (Vector512.ConvertToDouble(sum) - Vector512.Create(GaussianMean)) * GaussianScale;
    }

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
