namespace DexGrasp.Sim.Objects;

/// <summary>What is often drawn from a generator.</summary>
internal static class RandomDraws
{
    /// <summary>Returns a number between two others.</summary>
    public static double Within(this Random random, double low, double high) => low + (random.NextDouble() * (high - low));

    /// <summary>Returns whether something of this probability happens.</summary>
    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;
}
