namespace DexGrasp.Learning.Rl;

/// <summary>How one episode of a trained policy went.</summary>
/// <param name="Environment">Of the vector.</param>
/// <param name="Number">Of the environment's episodes, from 0.</param>
/// <param name="Success">Whether the task's first metric was above one half, without a fault.</param>
/// <param name="Length">Control steps.</param>
/// <param name="Return">Sum of rewards.</param>
/// <param name="Metrics">Shape: [MetricNames].</param>
/// <param name="Costs">Sums over the episode. Shape: [CostNames].</param>
/// <param name="Fault">Why it cannot be trusted; null where it can.</param>
internal sealed record EpisodeResult(int Environment, int Number, bool Success, int Length, double Return, float[] Metrics, double[] Costs, string? Fault);
