namespace DexGrasp.App.Evaluation;

/// <summary>A success rate with its 95 % interval by Wilson's score method (E. B. Wilson, JASA 22, 1927).</summary>
/// <param name="Rate">Successes divided by trials; 0 without trials. Range: [0, 1].</param>
/// <param name="Low">Lower end. Range: [0, 1].</param>
/// <param name="High">Upper end. Range: [0, 1].</param>
/// <param name="N">Trials.</param>
public sealed record RateInterval(double Rate, double Low, double High, int N)
{
    private const double Z95 = 1.959963984540054;

    /// <summary>Computes the interval; without trials it is [0, 1].</summary>
    /// <param name="successes">Range: [0, trials].</param>
    /// <param name="trials">Range: 0 and up.</param>
    /// <exception cref="ArgumentOutOfRangeException">More successes than trials, or a negative count.</exception>
    public static RateInterval Wilson(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return new RateInterval(0, 0, 1, 0);

        double p = (double)successes / trials, z2 = Z95 * Z95;
        double center = (p + (z2 / (2 * trials))) / (1 + (z2 / trials));
        double half = Z95 / (1 + (z2 / trials)) * Math.Sqrt((p * (1 - p) / trials) + (z2 / (4.0 * trials * trials)));
        return new RateInterval(
            p, successes == 0 ? 0 : Math.Max(0, center - half), successes == trials ? 1 : Math.Min(1, center + half), trials);
    }
}
