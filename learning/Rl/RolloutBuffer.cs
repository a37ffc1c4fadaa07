using System.Numerics.Tensors;

namespace DexGrasp.Learning.Rl;

/// <summary>What all environments went through between two updates, step by step: row t x N + i is step t of environment i. Reused.</summary>
/// <param name="sizes">Widths.</param>
/// <param name="steps">T.</param>
/// <param name="environments">N.</param>
internal sealed class RolloutBuffer(PolicySizes sizes, int steps, int environments)
{
    /// <summary>Gets the control steps, T.</summary>
    public int Steps => steps;

    /// <summary>Gets the environments, N.</summary>
    public int Environments => environments;

    /// <summary>Gets the rows, T x N.</summary>
    public int Count => steps * environments;

    /// <summary>Gets the numbers of a row of <see cref="Inputs"/>, O + P.</summary>
    public int Width => sizes.Observation + sizes.Privileged;

    /// <summary>Gets normalised observation and privileged numbers, as they were when the action was chosen. Shape: [T x N x (O + P)].</summary>
    public float[] Inputs { get; } = new float[steps * environments * (sizes.Observation + sizes.Privileged)];

    /// <summary>Gets the actions as drawn, unlimited. Shape: [T x N x A].</summary>
    public float[] Actions { get; } = new float[steps * environments * sizes.Action];

    /// <summary>Gets the means that they were drawn around. Shape: [T x N x A].</summary>
    public float[] Means { get; } = new float[steps * environments * sizes.Action];

    /// <summary>Gets the logarithms of the actions' densities. Shape: [T x N].</summary>
    public float[] LogProbabilities { get; } = new float[steps * environments];

    /// <summary>Gets the rewards, scaled. Shape: [T x N].</summary>
    public float[] Rewards { get; } = new float[steps * environments];

    /// <summary>Gets which steps reached an end of the task. Shape: [T x N].</summary>
    public bool[] Terminated { get; } = new bool[steps * environments];

    /// <summary>Gets which steps cut an episode off. Shape: [T x N].</summary>
    public bool[] Truncated { get; } = new bool[steps * environments];

    /// <summary>Gets the critic's values. Shape: [T x N].</summary>
    public float[] Values { get; } = new float[steps * environments];

    /// <summary>Gets the critic's values of the last observations of episodes that were cut off; other rows are old. Shape: [T x N].</summary>
    public float[] FinalValues { get; } = new float[steps * environments];

    /// <summary>Gets the critic's values of the observations after the last step. Shape: [N].</summary>
    public float[] LastValues { get; } = new float[environments];

    /// <summary>Gets the advantages. Shape: [T x N].</summary>
    public float[] Advantages { get; } = new float[steps * environments];

    /// <summary>Gets what the critic is to learn. Shape: [T x N].</summary>
    public float[] Returns { get; } = new float[steps * environments];

    /// <summary>Computes advantages and returns from all the rest.</summary>
    public void Estimate(double gamma, double lambda) => AdvantageEstimator.Compute(
        environments, Rewards, Values, Terminated, Truncated, FinalValues, LastValues, gamma, lambda, Advantages, Returns);

    /// <summary>Returns which share of the returns' variance the values explain. Range: up to 1; 0 where returns do not vary.</summary>
    public double ExplainedVariance()
    {
        double mean = TensorPrimitives.Sum<float>(Returns) / Count, error = TensorPrimitives.Sum<float>(Advantages) / Count, total = 0, left = 0;
        for (int k = 0; k < Count; k++)
        {
            total += (Returns[k] - mean) * (Returns[k] - mean);
            left += (Advantages[k] - error) * (Advantages[k] - error);
        }

        return total > 0 ? 1 - (left / total) : 0;
    }
}
