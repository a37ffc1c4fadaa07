using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Turns noise into a chunk by Euler steps along a policy's velocity field (flow matching, Lipman et al., arXiv 2210.02747).
/// A guide bends each step: the clean chunk that the velocity points to is mixed with the old chunk, and the step goes straight
/// to the mixture. So a frozen step runs through just the noise levels that the network was trained on, ends exactly on the old
/// chunk, and the free steps see it from the second Euler step on; no gradient is needed.
/// </summary>
/// <param name="seed">Of the noise; equal seeds and calls give equal chunks.</param>
/// <remarks>One thread at a time. Allocates nothing.</remarks>
public sealed class FlowSampler(int seed)
{
    private readonly Random _random = new(seed);
    private readonly float[] _velocity = new float[PolicyLayout.ChunkSize];

    /// <summary>Draws a chunk.</summary>
    /// <param name="field">The policy, with its observation encoded.</param>
    /// <param name="steps">Euler steps. Range: 1 or more.</param>
    /// <param name="guide">What to follow; null for nothing.</param>
    /// <param name="chunk">Receives the policy's numbers. Shape: [64 x 13].</param>
    public void Sample(IVelocityField field, int steps, ChunkGuide? guide, Span<float> chunk)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        for (int i = 0; i < chunk.Length; i++)
            chunk[i] = Normal();
        for (int k = 0; k < steps; k++)
        {
            float time = (float)k / steps, left = 1 - time;
            field.Velocity(chunk, time, _velocity);
            if (guide is not null)
                Bend(guide, chunk, left);
            for (int i = 0; i < chunk.Length; i++)
                chunk[i] += _velocity[i] / steps;
        }
    }

    private void Bend(ChunkGuide guide, ReadOnlySpan<float> chunk, float left)
    {
        for (int step = 0; step < ActionChunk.Horizon; step++)
        {
            float weight = guide.Weights[step];
            if (weight <= 0)
                continue;
            for (int i = step * RobotModel.Dof; i < (step + 1) * RobotModel.Dof; i++)
                _velocity[i] += weight * (((guide.Values[i] - chunk[i]) / left) - _velocity[i]);
        }
    }

    // Box and Muller (1958); the second number of each pair is not used, so that the state is the generator's alone.
    private float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
