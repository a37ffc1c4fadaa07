namespace DexGrasp.Core.Environments;

/// <summary>
/// Random numbers of one episode: SplitMix64 (Steele, Lea, Flood 2014). Unlike <see cref="Random"/> it is begun anew without
/// allocating anything, so that a reset costs nothing but the reset, and its state is one number.
/// </summary>
/// <param name="seed">Any; neighbouring seeds give unrelated numbers.</param>
public struct EpisodeRandom(ulong seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>Returns a seed that follows from another one and a number, such as that of an environment or an episode.</summary>
    public static ulong Derive(ulong seed, ulong number) => Mix(Mix(seed + Step) ^ (number * 0xD1342543DE82EF95));

    /// <summary>Returns 64 random bits.</summary>
    public ulong NextBits() => Mix(_state += Step);

    /// <summary>Returns a number from 0 to below 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public double Between(double low, double high) => low + ((high - low) * NextDouble());

    /// <summary>Returns a whole number from 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">Range: at least 1.</param>
    public int Next(int count) => (int)(((UInt128)NextBits() * (uint)count) >> 64);

    /// <summary>Returns a number of the standard normal distribution (Box and Muller 1958).</summary>
    public double NextGaussian() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
