namespace DexGrasp.Learning.Samples;

/// <summary>Normal deviates from a passed generator (Box and Muller 1958).</summary>
internal static class Gaussian
{
    /// <summary>Returns one deviate of standard deviation 1.</summary>
    public static double Next(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
