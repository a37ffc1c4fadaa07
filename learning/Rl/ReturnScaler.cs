namespace DexGrasp.Learning.Rl;

/// <summary>
/// Divides rewards by the standard deviation of the discounted return so far, and limits them: values then have the same size in
/// every task. The mean is left alone, because subtracting it would change what is worth living for.
/// </summary>
/// <param name="environments">N.</param>
/// <param name="gamma">Discount per step.</param>
internal sealed class ReturnScaler(int environments, double gamma)
{
    private const double LeastVariance = 1e-8;
    private const float Limit = 10;
    private readonly double[] _returns = new double[environments];
    private readonly float[] _row = new float[environments];

    /// <summary>Gets the moments of the discounted return.</summary>
    public RunningMoments Moments { get; } = new(1);

    /// <summary>Forgets the running returns, since all episodes begin anew.</summary>
    public void Begin() => Array.Clear(_returns);

    /// <summary>Scales the rewards of one step.</summary>
    /// <param name="rewards">Shape: [N].</param>
    /// <param name="terminated">Shape: [N].</param>
    /// <param name="truncated">Shape: [N].</param>
    /// <param name="scaled">Shape: [N]. Range: -10 to 10.</param>
    public void Scale(ReadOnlySpan<float> rewards, ReadOnlySpan<bool> terminated, ReadOnlySpan<bool> truncated, Span<float> scaled)
    {
        for (int i = 0; i < rewards.Length; i++)
        {
            _returns[i] = (gamma * _returns[i]) + rewards[i];
            _row[i] = (float)_returns[i];
        }

        Moments.Add(_row);
        double deviation = Math.Sqrt(Moments.Variance(0) + LeastVariance);
        for (int i = 0; i < rewards.Length; i++)
        {
            scaled[i] = Math.Clamp((float)(rewards[i] / deviation), -Limit, Limit);
            if (terminated[i] || truncated[i])
                _returns[i] = 0;
        }
    }
}
