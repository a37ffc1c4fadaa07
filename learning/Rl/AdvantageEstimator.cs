namespace DexGrasp.Learning.Rl;

/// <summary>Generalised advantage estimation (Schulman et al. 2016) over a roll-out that holds parts of episodes.</summary>
internal static class AdvantageEstimator
{
    /// <summary>
    /// Computes advantages. After a terminated step nothing follows; after a truncated one the episode would have gone on, and the
    /// value of its last observation stands for that; at the end of the roll-out the value of the next observation does.
    /// </summary>
    /// <param name="environments">N.</param>
    /// <param name="rewards">Shape: [T x N].</param>
    /// <param name="values">Of the observations before each step. Shape: [T x N].</param>
    /// <param name="terminated">Wins over <paramref name="truncated"/>. Shape: [T x N].</param>
    /// <param name="truncated">Shape: [T x N].</param>
    /// <param name="finalValues">Of the last observation of the episode that was cut off in that step; read only there. Shape: [T x N].</param>
    /// <param name="lastValues">Of the observations after the last step. Shape: [N].</param>
    /// <param name="gamma">Discount.</param>
    /// <param name="lambda">0: one step ahead; 1: to the end of the episode.</param>
    /// <param name="advantages">Shape: [T x N].</param>
    /// <param name="returns">Advantage plus value, what the critic is to learn. Shape: [T x N].</param>
    public static void Compute(
        int environments, ReadOnlySpan<float> rewards, ReadOnlySpan<float> values, ReadOnlySpan<bool> terminated, ReadOnlySpan<bool> truncated,
        ReadOnlySpan<float> finalValues, ReadOnlySpan<float> lastValues, double gamma, double lambda, Span<float> advantages, Span<float> returns)
    {
        int steps = rewards.Length / environments;
        for (int i = 0; i < environments; i++)
        {
            double following = 0;
            for (int t = steps - 1; t >= 0; t--)
            {
                int k = (t * environments) + i;
                bool ends = terminated[k] || truncated[k];
                double next = terminated[k] ? 0 : truncated[k] ? finalValues[k] : t == steps - 1 ? lastValues[i] : values[k + environments];
                double delta = rewards[k] + (gamma * next) - values[k];
                following = delta + (ends ? 0 : gamma * lambda * following);
                advantages[k] = (float)following;
                returns[k] = (float)(following + values[k]);
            }
        }
    }
}
